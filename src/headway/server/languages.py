"""In which language a request is answered: the first that its browser asks for and that is there."""

from __future__ import annotations

import functools
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from headway import words


class Languages:
    """Says everything of an answer in the language that `Accept-Language` asks for.

    `de-AT` is answered in `de-at`, else `de`, else English.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if len(_spoken()) == 1:
            return self.get_response(request)
        language = language_of(request.headers.get("Accept-Language", ""))
        with words.speaking(language), translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Accept-Language"])
        return response


def language_of(asked: str) -> str:
    """Return the language that is there and that an Accept-Language header likes best."""
    for wanted, _ in parse_accept_lang_header(asked):
        for name in (wanted, wanted.partition("-")[0]):
            found = _spoken().get(name.lower())
            if found is not None:
                return found
    return words.SOURCE


@functools.cache
def _spoken() -> dict[str, str]:
    """Return the languages as their folders are called, by what headers call them."""
    return {name.replace("_", "-").lower(): name for name in words.languages()}
