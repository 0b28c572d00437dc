import { describe, expect, it } from "vitest";
import { outdated, wayOf } from "./rules";

const HERE = "https://plans.example.org";
const FILES = new Set(["/favicon.svg", "/assets/index-1.js"]);

function way(path: string, mode = "no-cors", method = "GET"): string {
  return wayOf({ method, mode, url: new URL(path, HERE).href }, HERE, FILES);
}

describe("the service worker", () => {
  it("gives the app's files from what is kept", () => {
    expect(way("/assets/index-1.js")).toBe("file");
    expect(way("/assets/opened-later.js")).toBe("file");
    expect(way("/favicon.svg")).toBe("file");
    expect(way("/robots.txt")).toBe("network");
  });

  it("gives the app's page for its own addresses alone", () => {
    for (const path of ["/", "/my-work", "/p/12/gantt?task=3", "/w/1/people"]) {
      expect(way(path, "navigate")).toBe("page");
    }
    for (const path of [
      "/api/v1/docs",
      "/api/v1/projects/1/export?format=csv",
      "/sign-in",
      "/sign-in/secret",
      "/reset-password/1-2",
      "/accounts/google/login/",
      "/_allauth/browser/v1/config",
      "/favicon.svg",
    ]) {
      expect(way(path, "navigate")).toBe("network");
    }
  });

  it("leaves the API, other hosts and all that changes something alone", () => {
    expect(way("/api/v1/me", "cors")).toBe("network");
    expect(way("/api/v1/projects/1/snapshot", "cors")).toBe("network");
    expect(way("/my-work", "navigate", "POST")).toBe("network");
    expect(way("https://elsewhere.example/assets/index-1.js")).toBe("network");
  });

  it("keeps the version before for pages that are still open", () => {
    const names = ["other", "app-1", "app-2", "app-3"];
    expect(outdated(names, "app-", "app-3")).toEqual(["app-1"]);
    expect(outdated(["app-1"], "app-", "app-1")).toEqual([]);
  });
});
