// WebKitGTK by its own WebDriver, over plain W3C HTTP: the engine family of the iPads' Safari. An X server of its own, MiniBrowser in its
// automation mode (nothing outlives the session), the council's certificate accepted for this session alone.
//
// Not here: touch, sleep, storage limits. WebKitGTK says nothing about those of an iPad.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { run } from "./council.mjs";
import { sleep } from "./story.mjs";

const miniBrowser = ["/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser", "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser"].find((path) => existsSync(path));

// Why there is no WebKitGTK here; empty: there is.
export async function whyNot() {
  if (!miniBrowser) return "MiniBrowser of webkit2gtk-4.1 is not installed (webkit2gtk-driver)";
  for (const program of ["WebKitWebDriver", "Xvfb", "dbus-run-session"]) {
    const there = await run("sh", ["-c", `command -v ${program}`]).then(() => true, () => false);
    if (!there) return `${program} is not installed`;
  }
  return "";
}

const freePort = () =>
  new Promise((done, failed) => {
    const server = createServer().once("error", failed).listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

class Page {
  #ask;

  constructor(ask) {
    this.#ask = ask;
  }

  open(url) {
    return this.#ask("POST", "/url", { url });
  }

  reload() {
    return this.#ask("POST", "/refresh", {});
  }

  // `look` runs in the page and must not look at anything outside it.
  evaluate(look, ...args) {
    return this.#ask("POST", "/execute/sync", { script: `return (${look})(...arguments)`, args });
  }

  // Asks until the answer is true.
  async wait(sentence, look, args = [], limitMs = 30_000) {
    const begin = Date.now();
    for (;;) {
      const answer = await this.evaluate(look, ...args).catch(() => null);
      if (answer) return answer;
      if (Date.now() - begin > limitMs) throw new Error(`${sentence}: not within ${limitMs / 1000} s`);
      await sleep(100);
    }
  }

  text() {
    return this.evaluate(() => document.body.innerText);
  }

  says(words, limitMs) {
    return this.wait(`the page says “${words}”`, (part) => document.body.innerText.includes(part), [words], limitMs);
  }

  // A real click on the first visible element whose words contain these.
  async press(selector, words = "") {
    const element = await this.wait(
      `${selector} “${words}” is there`,
      (what, part) => [...document.querySelectorAll(what)].find((each) => each.getClientRects().length > 0 && !each.disabled && each.innerText.replace(/\s+/g, " ").includes(part)) ?? null,
      [selector, words],
    );
    await this.#ask("POST", `/element/${Object.values(element)[0]}/click`, {});
  }

  // The words come as from a keyboard.
  async type(selector, words) {
    const element = await this.wait(`${selector} is there`, (what) => document.querySelector(what), [selector]);
    await this.#ask("POST", `/element/${Object.values(element)[0]}/value`, { text: words });
  }

  // One pointer: down at the first of these points of the window, over the others, up at the last.
  act(pointerType, points) {
    const move = ([x, y]) => ({ type: "pointerMove", duration: 8, x: Math.round(x), y: Math.round(y), origin: "viewport" });
    const actions = [move(points[0]), { type: "pointerDown", button: 0 }, ...points.slice(1).map(move), { type: "pointerUp", button: 0 }];
    return this.#ask("POST", "/actions", { actions: [{ type: "pointer", id: `one-${pointerType}`, parameters: { pointerType }, actions }] });
  }

  // Another window with a process of its own takes this one's place; what the session stored is there.
  async newWindow() {
    const { handle } = await this.#ask("POST", "/window/new", { type: "window" });
    await this.#ask("DELETE", "/window");
    await this.#ask("POST", "/window", { handle });
  }

  resize(width, height) {
    return this.#ask("POST", "/window/rect", { x: 0, y: 0, width, height });
  }

  async shot(path) {
    writeFileSync(path, Buffer.from(await this.#ask("GET", "/screenshot"), "base64"));
  }
}

// Answers the page and how to close everything. `proxy`: host:port that everything goes through.
export async function openWebKit(folder, width, height, proxy) {
  mkdirSync(folder, { recursive: true });
  const log = openSync(join(folder, "webkit.log"), "a");
  const started = [];
  const start = (program, args, options = {}) => {
    const child = spawn(program, args, { detached: true, stdio: ["ignore", log, log], ...options });
    started.push(child);
    return child;
  };
  const close = () => {
    // Whole groups: the browser's own processes too.
    for (const child of started.reverse()) {
      try {
        process.kill(-child.pid, "SIGTERM");
      } catch {
        // gone already
      }
    }
  };
  try {
    const server = start("Xvfb", ["-displayfd", "3", "-screen", "0", "1600x1600x24", "-nolisten", "tcp"], { stdio: ["ignore", log, log, "pipe"] });
    const display = await new Promise((done, failed) => {
      server.stdio[3].once("data", (bytes) => done(`:${bytes.toString().trim()}`));
      server.once("exit", () => failed(new Error("Xvfb ended")));
    });
    const port = await freePort();
    const env = {
      ...process.env, DISPLAY: display, HOME: folder, XDG_RUNTIME_DIR: folder, NO_AT_BRIDGE: "1", GDK_BACKEND: "x11", WEBKIT_DISABLE_DMABUF_RENDERER: "1",
      LIBGL_ALWAYS_SOFTWARE: "1", TZ: "Asia/Ho_Chi_Minh",
    };
    start("dbus-run-session", ["--", "WebKitWebDriver", "--host=127.0.0.1", `--port=${port}`], { env });
    const call = async (method, path, body) => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        method, headers: { "content-type": "application/json" }, body: body && JSON.stringify(body), signal: AbortSignal.timeout(60_000),
      });
      const { value } = await response.json();
      if (value?.error) throw new Error(`${value.error}: ${value.message}`);
      return value;
    };
    for (let tries = 0; ; tries += 1) {
      const ready = await call("GET", "/status").catch((error) => error);
      if (!(ready instanceof Error)) break;
      if (tries > 100) throw ready;
      await sleep(100);
    }
    const options = { binary: miniBrowser, args: ["--automation", "--features=+StorageAPI,+StorageAPIEstimate"] };
    const through = proxy && { proxy: { proxyType: "manual", httpProxy: proxy, sslProxy: proxy } };
    const { sessionId } = await call("POST", "/session", { capabilities: { alwaysMatch: { acceptInsecureCerts: true, ...through, "webkitgtk:browserOptions": options } } });
    const ask = (method, path, body) => call(method, `/session/${sessionId}${path}`, body);
    await ask("POST", "/timeouts", { script: 60_000, pageLoad: 60_000, implicit: 0 });
    await ask("POST", "/window/rect", { x: 0, y: 0, width, height });
    // Whether the process shows pages of this browser.
    const owns = (pid) => {
      try {
        return readFileSync(`/proc/${pid}/comm`, "utf8").startsWith("WebKitWebProce") && readFileSync(`/proc/${pid}/environ`, "utf8").includes(`XDG_RUNTIME_DIR=${folder}\0`);
      } catch {
        return false;
      }
    };
    return { page: new Page(ask), close, owns };
  } catch (error) {
    close();
    throw error;
  }
}
