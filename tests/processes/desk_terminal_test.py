"""The desk on terminals of many kinds, left as they were found; and the shell around it."""

import os
import signal
import subprocess
import unittest

from krul.v1 import callback_pb2 as callback_pb

from processes import screen_picture, world
from processes.desk_world import DeskTest


class Terminals(DeskTest):
    def left_behind(self, screen):
        """What a person finds after the desk is gone: typing shows, and an answer comes."""
        screen.press("C-u")
        screen.run("stty", "-a")
        screen.wait_for("ready>", "icanon")
        text = screen.text()
        self.assertIn(" echo ", text)
        self.assertNotIn("-icanon", text)
        self.assertNotIn(" -echo ", text)
        screen.type("echo typed")
        screen.wait_for("echo typed")

    def test_the_terminal_is_restored_however_the_desk_ends(self):
        for how in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGSEGV, signal.SIGABRT):
            with self.subTest(how=how):
                screen = self.desk()
                screen.wait_for("Voor wie")
                os.kill(screen.program_pid(), how)
                screen.wait_for("ready>")
                self.left_behind(screen)
                self.assertNotIn("Voor wie", screen.text())

    def test_it_goes_on_after_a_suspend(self):
        screen = self.desk()
        screen.wait_for("Voor wie")
        screen.type("anna")
        screen.wait_for("anna")
        screen.press("C-z")
        screen.wait_for("Stopped")
        screen.run("fg")
        screen.wait_for("Voor wie", "anna")
        screen.press("C-c")
        screen.wait_for("niet vastgelegd")
        screen.type("j")
        screen.wait_until_gone("Voor wie")

    def test_it_resizes_down_to_a_clear_message(self):
        screen = self.desk()
        screen.wait_for("Voor wie")
        screen.resize(120, 40)
        world.eventually("the line across is as wide", lambda: any(len(line.rstrip()) == 120 for line in screen.text().splitlines()))
        screen.resize(40, 10)
        screen.wait_for("te klein")
        screen.resize(80, 24)
        screen.wait_for("Voor wie")

    def test_without_colour_the_screen_says_the_same(self):
        w = self.world
        id = w.note_by_terminal(name="Mevrouw Laat")
        w.wait_for(id, state="ASSIGNED")
        w.advance(hours=5)
        coloured, plain, old = self.desk(), self.desk(NO_COLOR="1"), self.desk(term="vt100")
        for screen in (coloured, plain, old):
            screen.wait_for("Voor wie")
            screen.press("Escape")
            screen.type("b")
            screen.wait_for("!!")
            screen.wait_for("Mevrouw Laat")
        self.assertIn("\x1b[", coloured.text("-e"))
        for screen in (plain, old):
            self.assertNotRegex(screen.text("-e"), r"\x1b\[(?:\d+;)*[39][0-7]m")
        w.krul("done", id)

    def test_a_terminal_that_cannot_place_text_is_refused_clearly(self):
        screen = self.desk(term="dumb")
        screen.wait_for("cannot place text", "vt100")
        screen.wait_for("ready>")
        run = subprocess.run([f"{world.BIN}/krul", "desk", "--as", "anna"], capture_output=True, text=True, env=self.world.environment(), stdin=subprocess.DEVNULL,
                             timeout=world.PATIENCE)
        self.assertEqual(run.returncode, 2)
        self.assertIn("needs a terminal", run.stderr)

    def test_hostile_text_is_shown_harmless(self):
        w = self.world
        name = "Kw\u202eaad" + "\u0301" * 60 + " 日本"
        quote = w.quote()
        request = w.note_request(quote, phone=world.fresh_phone())
        request.caller.display_name = name
        request.reason = "<script>alert(1)</script>"
        noted = w.call(w.intake_stub.NoteCallback, request)
        world.eventually("it is assigned", lambda: w.get(noted.name).state == callback_pb.ASSIGNED)
        screen = self.desk("anna")
        screen.wait_for("Voor wie")
        screen.press("Escape")
        screen.type("i")
        text = screen.wait_for("日本", "<script>")
        self.assertNotIn("\u202e", text)
        self.assertLess(text.count("\u0301"), 20)
        w.krul("done", noted.name)

    def test_lists_stand_in_line_whatever_script_a_name_is_written_in(self):
        w = self.world
        # As it was noted, and as every terminal shows it equally wide.
        names = {"Mevrouw Jansen": "Mevrouw Jansen", "Zoe\u0308 A\u0323\u0302\u0301lvarez": "Zoe\u0308 A\u0323\u0302lvarez", "Ｊａｎ　Ｊａｎｓｅｎ": "Ｊａｎ　Ｊａｎｓｅｎ",
                 "日本 太郎 の とても長い名前": "日本 太郎 の とても…", "김 한": "김 한", "👨\u200d👩\u200d👧 De Wit": "👨 De Wit",
                 "👍🏽 Kees ❤\ufe0f": "👍 Kees ❤", "🇳🇱 Mia": "🇳🇱 Mia"}
        ids = [w.note_by_terminal(name=name, wanted="anna") for name in names]
        for id in ids:
            w.wait_for(id, state="ASSIGNED")
        screen = self.desk("anna", height=32)
        screen.wait_for("Voor wie")
        screen.press("Escape")
        screen.type("i")
        text = screen.wait_for(*names.values())
        rows = [line for line in text.splitlines() if any(shown in line for shown in names.values()) and "wacht op u" in line and " · " not in line]
        self.assertEqual(len(rows), len(names), text)
        self.assertEqual({screen_picture.columns(row[: row.index("wacht op u")]) for row in rows}, {46}, text)

        table = w.krul("board")
        rows = [line for line in table.splitlines() if "vraag over de order" in line]
        self.assertEqual(len(rows), len(names), table)
        self.assertEqual(len({screen_picture.columns(row[: row.index("vraag over de order")]) for row in rows}), 1, table)
        for id, name in zip(ids, names, strict=True):
            self.assertEqual(w.shown(id)["caller"]["display_name"], name)  # shown otherwise, kept as it was noted
            w.krul("done", id)


class Completion(DeskTest):
    def complete(self, *words):
        script = ('source <("$KRUL_BIN/krul" completion bash); COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 )); _krul; printf "%s\\n" "${COMPREPLY[@]}"')
        run = subprocess.run(["bash", "-c", script, "bash", *words], capture_output=True, text=True, env={**os.environ, "KRUL_BIN": world.BIN},
                             timeout=world.PATIENCE)
        self.assertEqual(run.stderr, "")
        return run.stdout.split()

    def test_bash_completes_verbs_options_and_values(self):
        self.assertEqual(self.complete("krul", "des"), ["desk"])
        self.assertIn("--read-back", self.complete("krul", "note", "--re"))
        self.assertIn("--branch", self.complete("krul", "--branch", "centrum", "note", "--b"))
        self.assertEqual(self.complete("krul", "round", "si"), ["sign"])
        self.assertIn("--read-back", self.complete("krul", "note", "--as", "board", "--re"))  # the value is no verb
        self.assertEqual(self.complete("krul", "--language", "n"), ["nl"])
        self.assertEqual(self.complete("krul", "desk", "--language", ""), ["nl", "en"])


if __name__ == "__main__":
    unittest.main()
