"""A terminal for a test: a window of tmux on a server of the test's own. Keys go in, what stands on the screen comes out; nothing is slept through."""

import os
import shlex
import subprocess
import tempfile
import time

from processes import screen_picture, world


class TerminalScreen:
    def __init__(self, environment, width=80, height=24, term="screen-256color"):
        self._folder = tempfile.TemporaryDirectory(prefix="krul-tmux-")
        self._socket = f"{self._folder.name}/socket"
        self._environment = {name: value for name, value in environment.items() if not name.startswith("TMUX")}
        self._environment.update({"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"})
        # A plain shell stays below the desk, so that a test sees what the desk leaves behind.
        self._tmux("-f", "/dev/null", "new-session", "-d", "-x", str(width), "-y", str(height), "-s", "desk", "env", f"TERM={term}", "PS1=ready> ",
                   "bash", "--norc", "--noprofile")
        self._tmux("set-option", "-g", "status", "off")
        self.resize(width, height)
        self.wait_for("ready>")

    def _tmux(self, *arguments):
        run = subprocess.run(["tmux", "-u", "-S", self._socket, *arguments], capture_output=True, text=True, env=self._environment, timeout=world.PATIENCE)
        if run.returncode != 0:
            raise AssertionError(f"tmux {' '.join(arguments)}: {run.stderr}")
        return run.stdout

    def run(self, *command):
        self.type(" ".join(shlex.quote(word) for word in command))
        self.press("Enter")

    def type(self, text):
        self._tmux("send-keys", "-t", "desk", "-l", text)

    def press(self, *keys):
        for key in keys:
            self._tmux("send-keys", "-t", "desk", key)

    def text(self, *flags):
        return self._tmux("capture-pane", "-p", *flags, "-t", "desk")

    def picture(self, name, label):
        """Draws the screen where KRUL_PICTURES names a folder."""
        if folder := os.environ.get("KRUL_PICTURES"):
            across = int(self._tmux("display-message", "-p", "-t", "desk", "#{pane_width}"))
            with open(f"{folder}/{name}.svg", "w", encoding="utf-8") as file:
                file.write(screen_picture.svg(self.text("-e"), across, label))

    def resize(self, width, height):
        self._tmux("resize-window", "-t", "desk", "-x", str(width), "-y", str(height))

    def shell_pid(self):
        return int(self._tmux("display-message", "-p", "-t", "desk", "#{pane_pid}"))

    def program_pid(self):
        """Of what runs in the shell."""
        children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(self.shell_pid())], capture_output=True, text=True, check=False).stdout.split()
        return int(children[0]) if children else None

    def wait_for(self, *texts, patience=world.PATIENCE):
        """Until all of them stand on the screen; then the screen."""
        return self._wait(f"the screen shows {texts}", lambda screen: all(text in screen for text in texts), patience)

    def wait_until_gone(self, *texts, patience=world.PATIENCE):
        return self._wait(f"the screen no longer shows {texts}", lambda screen: not any(text in screen for text in texts), patience)

    def _wait(self, what, check, patience):
        until = time.monotonic() + patience
        while True:
            screen = self.text()
            if check(screen):
                return screen
            if time.monotonic() > until:
                raise AssertionError(f"not so after {patience} s: {what}\n{screen}")
            time.sleep(0.02)

    def close(self):
        subprocess.run(["tmux", "-S", self._socket, "kill-server"], capture_output=True, check=False, env=self._environment)
        self._folder.cleanup()
        assert not os.path.exists(self._socket)
