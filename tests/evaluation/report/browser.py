"""A headless Chromium, driven through its pipe (the DevTools protocol), for pages that are to be seen and touched."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_SECONDS = 60.0
_OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--remote-debugging-pipe",
)


class Browser:
    """One browser with one page.

    Attributes:
        complaints: what the console, the log and scripts that failed said.
        requested: addresses that the page asked for.
    """

    def __init__(self, folder: Path) -> None:
        self.complaints: list[str] = []
        self.requested: list[str] = []
        self._number = 0
        self._buffer = b""
        self._events: list[dict[str, Any]] = []
        there, self._write = os.pipe()
        self._read, back = os.pipe()

        def as_three_and_four() -> None:
            # Moved out of the way first: one of them may be 3 or 4 itself.
            here, answer = os.dup(there), os.dup(back)
            os.dup2(here, 3, inheritable=True)
            os.dup2(answer, 4, inheritable=True)

        self._process = subprocess.Popen(
            [str(BROWSER), *_OPTIONS, f"--user-data-dir={folder}", "about:blank"],
            preexec_fn=as_three_and_four,
            close_fds=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(folder)},
        )
        os.close(there)
        os.close(back)
        self._session = ""
        targets = self.ask("Target.getTargets")["targetInfos"]
        target = next(each["targetId"] for each in targets if each["type"] == "page")
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")
        self.ask("Emulation.setFocusEmulationEnabled", enabled=True)

    def __enter__(self) -> Browser:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._session = ""
            self.ask("Browser.close")
            self._process.wait(10)
        except (OSError, AssertionError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait(10)
        os.close(self._write)
        os.close(self._read)

    def open(self, path: Path) -> None:
        """Open a page from the disk."""
        self._events.clear()
        self.ask("Page.navigate", url=path.as_uri())
        self._until("Page.loadEventFired")

    def run(self, script: str) -> Any:
        """The value of an expression in the page."""
        answer = self.ask("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def scheme(self, name: str) -> None:
        """Prefer "light" or "dark"."""
        features = [{"name": "prefers-color-scheme", "value": name}]
        self.ask("Emulation.setEmulatedMedia", features=features)

    def size(self, width: int, height: int = 900) -> None:
        """The window's size."""
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def press(self, key: str) -> None:
        """A key, as the keyboard gives it."""
        code = {"Tab": 9, "Enter": 13, "Escape": 27, "End": 35, "Home": 36}
        code |= {"ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40}
        for kind in ("rawKeyDown", "keyUp"):
            self.ask("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code[key])

    def point(self, x: float, y: float) -> None:
        """The mouse to a place."""
        self.ask("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """One question to the browser, and its answer."""
        self._number += 1
        question: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            question["sessionId"] = self._session
        os.write(self._write, json.dumps(question).encode() + b"\0")
        end = time.monotonic() + _SECONDS
        while time.monotonic() < end:
            message = self._message()
            if message.get("id") == self._number:
                assert "error" not in message, message["error"]
                return dict(message["result"])
        raise AssertionError(f"the browser did not answer {method}")

    def _until(self, event: str) -> None:
        end = time.monotonic() + _SECONDS
        while not any(each["method"] == event for each in self._events):
            assert time.monotonic() < end, f"the browser never said {event}"
            self._message()

    def _message(self) -> dict[str, Any]:
        """The next message; what is no answer is kept."""
        while b"\0" not in self._buffer:
            part = os.read(self._read, 1 << 20)
            assert part, "the browser is gone"
            self._buffer += part
        raw, _, self._buffer = self._buffer.partition(b"\0")
        message: dict[str, Any] = json.loads(raw)
        if "method" in message:
            self._events.append(message)
            said = message["params"]
            if message["method"] in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"):
                self.complaints.append(json.dumps(said))
            elif message["method"] == "Network.requestWillBeSent":
                self.requested.append(said["request"]["url"])
        return message
