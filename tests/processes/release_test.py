"""What only a release must hold to."""

import os
import subprocess
import unittest

from processes import world


class Release(unittest.TestCase):
    """What scripts/test builds for release."""

    def test_no_program_of_a_release_lets_its_clock_be_moved(self):
        for program in ("krul-intake", "krul-assignment", "krul-deadline-watcher", "krul-standalone"):
            path = f"{world.SOURCE}/build/release/bin/{program}"
            self.assertTrue(os.path.exists(path), f"{path} is missing: scripts/test builds it")
            run = subprocess.run([path, "--movable-time"], capture_output=True, text=True, timeout=world.PATIENCE)
            self.assertEqual(run.returncode, 2, program)
            self.assertIn("test builds only", run.stderr)


if __name__ == "__main__":
    unittest.main()
