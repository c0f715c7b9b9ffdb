"""krul-standalone as scripts/up starts it, of the release: one process with a Redis of its own, and all data there again at its second start."""

import os
import signal
import subprocess
import tempfile
import unittest

from processes import world

RELEASE = f"{world.SOURCE}/build/release/bin"


class Standalone(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="krul-")
        self.state = f"{self.folder}/state"
        self.addCleanup(subprocess.run, ["rm", "-rf", self.folder], check=True)

    def start(self):
        service = world.Service([f"{RELEASE}/krul-standalone", "--state-dir", self.state, "--listen", "127.0.0.1:0", "--gateway-listen", "127.0.0.1:0",
                                 "--metrics-listen", "127.0.0.1:0"], f"{self.folder}/log")
        self.addCleanup(service.stop)
        self.port = service.field("started", "port")
        service.field("the store takes writes", "level")
        return service

    def krul(self, *arguments):
        run = subprocess.run([f"{RELEASE}/krul", "--server", f"127.0.0.1:{self.port}", "--credential-file", f"{self.state}/credential", "--as", "anna",
                              "--branch", "centrum", *arguments], capture_output=True, text=True, timeout=world.PATIENCE, check=False)
        return run.stdout if run.returncode == 0 else ""

    def test_a_second_start_finds_all_data_again(self):
        service = self.start()
        firm = f"{self.folder}/firm.yaml"
        with open(firm, "w", encoding="utf-8") as file:
            file.write(world.FIRM)
        self.assertTrue(self.krul("firm", "apply", firm))
        world.eventually("the firm is in force", lambda: self.krul("firm", "show"))
        id = world.fresh_id()
        self.assertTrue(self.krul("note", "--id", id, "--for", "anna", "--name", "Mevrouw Jansen", "--phone", "06 1234 5678", "--read-back"))
        self.assertEqual(service.stop(), 0)

        service = self.start()
        self.assertIn("Mevrouw Jansen", self.krul("show", id))
        service.process.send_signal(signal.SIGKILL)  # its Redis ends with it, and nothing is lost
        service.process.wait()
        world.eventually("its Redis has ended", lambda: not self.redis_answers())
        self.start()
        self.assertIn("Mevrouw Jansen", self.krul("show", id))

    def redis_answers(self):
        run = subprocess.run(["redis-cli", "-s", f"{self.state}/redis.sock", "ping"], capture_output=True, text=True, check=False)
        return "PONG" in run.stdout

    def test_it_ends_in_order_while_its_redis_hangs(self):
        service = self.start()
        children = subprocess.run(["ps", "-o", "pid=,comm=", "--ppid", str(service.process.pid)], capture_output=True, text=True, check=True).stdout
        redis = next(int(line.split()[0]) for line in children.splitlines() if "redis-server" in line)
        os.kill(redis, signal.SIGSTOP)
        try:
            service.process.terminate()
            service.field("draining", "level")
            self.assertEqual(service.process.wait(world.PATIENCE), 0)
        finally:
            try:
                os.kill(redis, signal.SIGCONT)
            except ProcessLookupError:
                pass  # it was ended with its owner

    def test_two_over_one_folder_are_refused(self):
        self.start()
        run = subprocess.run([f"{RELEASE}/krul-standalone", "--state-dir", self.state, "--listen", "127.0.0.1:0"], capture_output=True, text=True,
                             timeout=world.PATIENCE, check=False)
        self.assertEqual(run.returncode, 1)
        self.assertIn("Another krul-standalone runs", run.stderr)

    def test_its_redis_is_private_and_syncs_every_write(self):
        self.start()

        def config(name):
            run = subprocess.run(["redis-cli", "-s", f"{self.state}/redis.sock", "config", "get", name], capture_output=True, text=True, check=True)
            return run.stdout.split("\n")[1]

        self.assertEqual([config(name) for name in ("port", "appendonly", "appendfsync", "maxmemory-policy")], ["0", "yes", "always", "noeviction"])
        for name in ("secret", "credential"):
            self.assertEqual(os.stat(f"{self.state}/{name}").st_mode & 0o777, 0o600)
        self.assertEqual(os.stat(self.state).st_mode & 0o777, 0o700)

    def test_wrong_settings_are_told_all_at_once(self):
        run = subprocess.run([f"{RELEASE}/krul-intake", "--listen", "here", "--redis", "there"], capture_output=True, text=True, timeout=10, check=False)
        self.assertEqual(run.returncode, 2)
        for flag in ("--listen", "--redis", "--secret-file"):
            self.assertIn(flag, run.stderr)


class Scripts(unittest.TestCase):
    """scripts/up --detach --demo and scripts/down, on ports of their own."""

    def test_up_and_down(self):
        with tempfile.TemporaryDirectory(prefix="krul-") as folder:
            state = f"{folder}/state"
            environment = {**os.environ, "KRUL_SERVER": "127.0.0.1:17400"}
            flags = ["--listen", "127.0.0.1:17400", "--gateway-listen", "127.0.0.1:17480", "--metrics-listen", "127.0.0.1:17490"]
            script = f"{world.SOURCE}/scripts"
            try:
                up = subprocess.run([f"{script}/up", "--detach", "--demo", "--state-dir", state, "--", *flags], capture_output=True, text=True, env=environment,
                                    timeout=300, check=False)
                self.assertEqual(up.returncode, 0, up.stdout + up.stderr)
                self.assertIn("Krul is up", up.stdout)
                environment["KRUL_CREDENTIAL_FILE"] = f"{state}/credential"
                for branch in ("utrecht", "amersfoort", "zeist"):
                    board = subprocess.run([f"{script}/krul", "board", "--branch", branch], capture_output=True, text=True, env=environment, timeout=30, check=True)
                    self.assertGreater(len(board.stdout.splitlines()), 2, branch)
                again = subprocess.run([f"{script}/up", "--detach", "--state-dir", state], capture_output=True, text=True, env=environment, timeout=300, check=True)
                self.assertIn("runs already", again.stdout)
            finally:
                down = subprocess.run([f"{script}/down", "--state-dir", state], capture_output=True, text=True, timeout=60, check=False)
            self.assertIn("Krul stopped", down.stdout)


if __name__ == "__main__":
    unittest.main()
