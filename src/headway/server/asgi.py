"""The ASGI application: one port for pages, files, API and live sockets.

`http` goes to the web app's files or, through the bridge, to Django's WSGI application in a few
threads; `websocket` to the live rooms. Built once per process by `application()`.
"""

from __future__ import annotations

from django.core.handlers.wsgi import WSGIHandler

from headway.server.app import web_root
from headway.server.bodies import Receive, Scope, Send
from headway.server.bridge import Bridge
from headway.server.live.hub import Hub
from headway.server.static import Assets, send_asset, send_missing


class Application:
    """Hands each connection to whom it is for. Django must be set up before."""

    def __init__(self) -> None:
        self.assets = Assets(web_root())
        self.bridge = Bridge(WSGIHandler())
        self.hub = Hub()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        kind = scope["type"]
        if kind == "http":
            await self._http(scope, receive, send)
        elif kind == "websocket":
            await self.hub.serve(scope, receive, send)
        elif kind == "lifespan":
            await self._lifespan(receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] in ("GET", "HEAD"):
            asset = self.assets.find(scope["path"])
            if asset is not None:
                await send_asset(asset, scope, send)
                return
            if scope["path"].startswith("/assets/"):
                await send_missing(send)
                return
        await self.bridge(scope, receive, send)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await self.hub.start()
                await send({"type": "lifespan.startup.complete"})
            else:
                await self.hub.stop()
                self.bridge.close()
                await send({"type": "lifespan.shutdown.complete"})
                return
