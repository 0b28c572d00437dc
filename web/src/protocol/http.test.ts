// @vitest-environment jsdom
import { afterEach, expect, it, vi } from "vitest";
import { upload } from "./http";

afterEach(() => vi.unstubAllGlobals());

/** Answers each upload at once with a status and a text. */
function answering(status: number, responseText: string): void {
  vi.stubGlobal(
    "XMLHttpRequest",
    class {
      upload = {};
      status = status;
      responseText = responseText;
      onload = () => {};
      open() {}
      setRequestHeader() {}
      send() {
        // As a browser does, which only reports what a listener throws.
        setTimeout(() => {
          try {
            this.onload();
          } catch {}
        });
      }
    },
  );
}

const send = () => upload("/projects/import", new FormData(), () => undefined);

it("ends an upload in words where a page came instead of an answer", async () => {
  answering(200, "<html>Sign in to the network</html>");
  await expect(send()).rejects.toMatchObject({ problem: { type: "unreachable", status: 0 } });
});

it("tells what an upload was answered, and why one was refused", async () => {
  answering(201, '{"id": 7}');
  expect(await send()).toEqual({ id: 7 });
  answering(422, '{"type": "invalid", "title": "No", "detail": "Not a plan."}');
  await expect(send()).rejects.toThrow("Not a plan.");
});
