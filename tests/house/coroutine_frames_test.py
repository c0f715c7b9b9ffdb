"""A coroutine's frame begins with how to go on and how to end: whoever resumes it calls what stands at its start. GCC 12 puts something else there
when a coroutine without a result tests an awaited value at once, `if (!co_await f(x))`; such a frame is jumped into anywhere, when its wait is over."""

import os
import re
import subprocess
import unittest

BIN = os.environ["KRUL_BIN"]
LOADS_ITS_BODY = re.compile(r"\tlea\s.*<\S+\.actor>")
STORES_IT = re.compile(r"\tmov\s+%\w+,(0x[0-9a-f]+)?\(%r\w+\)")


def starts_of_frames(program):
    """(function, where in its frame the address of its body is put) of every coroutine."""
    code = subprocess.run(["objdump", "-d", "--no-show-raw-insn", program], capture_output=True, text=True, check=True).stdout
    function, loaded = "", False
    for line in code.splitlines():
        if line.endswith(">:"):
            function, loaded = line, False
        elif LOADS_ITS_BODY.search(line):
            loaded = True
        elif loaded:
            stored = STORES_IT.search(line)
            if stored:
                yield function, int(stored.group(1) or "0", 16)
            loaded = False


class CoroutineFrames(unittest.TestCase):
    def test_every_frame_begins_with_its_body(self):
        places = list(starts_of_frames(f"{BIN}/krul-standalone"))  # all services are in it
        self.assertGreater(len(places), 100)
        wrong = [function.split("<")[1].rstrip(">:") for function, place in places if place != 0]
        names = subprocess.run(["c++filt"], input="\n".join(wrong), capture_output=True, text=True, check=True).stdout
        self.assertEqual(wrong, [], f"give the awaited value a name first, in {names}")


if __name__ == "__main__":
    unittest.main()
