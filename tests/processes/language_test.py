"""The terminal client speaks Dutch or English, errors too: as it is asked, else as the locale is. Programs read the same in every language."""

import json
import re
import subprocess
import unittest

from processes import world
from processes.desk_world import DeskTest
from processes.terminal_screen import TerminalScreen

ENGLISH = re.compile(r"\b(the|with|by|and|what|that|this|which|from|cannot|nobody|yet)\b", re.IGNORECASE)


class Language(DeskTest):
    def run_krul(self, *arguments, person="anna", **environment):
        """What it prints, and what it complains of."""
        run = subprocess.run([f"{world.BIN}/krul", "--as", person, *arguments], capture_output=True, text=True, env={**self.world.environment(), **environment},
                             timeout=world.PATIENCE, check=False)
        return run.stdout, run.stderr

    def dutch(self, *arguments):
        return self.run_krul(*arguments, KRUL_LANGUAGE="nl")

    def test_the_option_goes_before_the_environment_before_the_locale(self):
        def spoken(*arguments, **environment):
            said, _ = self.run_krul("find", world.fresh_phone(), *arguments, **environment)
            return {"geen terugbelverzoek van dit nummer\n": "nl", "no callback of this number\n": "en"}[said]

        self.assertEqual(spoken(), "en")
        self.assertEqual(spoken(LANG="nl_NL.UTF-8"), "nl")
        self.assertEqual(spoken(LANG="nl_NL.UTF-8", LC_ALL="en_GB.UTF-8"), "en")
        self.assertEqual(spoken(LANG="nl_NL.UTF-8", KRUL_LANGUAGE="en"), "en")
        self.assertEqual(spoken("--language", "nl", KRUL_LANGUAGE="en"), "nl")

    def test_a_working_day_is_told_in_dutch(self):
        w = self.world
        id = w.note_by_terminal(name="Mevrouw Taal")
        w.wait_for(id, state="ASSIGNED")
        said = [self.dutch(*verb)[0] for verb in (
            ("board",), ("inbox", "anna"), ("show", id), ("ack", id), ("quote", "--for", "anna"), ("forecast",), ("report",), ("round", "list"), ("looks",),
            ("spool",), ("call", id), ("attempt", id, "no-answer"), ("undo", id), ("done", id), ("show", id), ("firm", "show"))]
        self.assertIn("Toegewezen aan anna", said[2])
        self.assertIn("opgepakt", said[3])
        self.assertIn("anna belt nu", said[10])
        self.assertIn("Geen gehoor", said[14])
        for text in said:
            self.assertTrue(text)
            found = ENGLISH.search(text)
            self.assertFalse(found, f"{found}: {text}")

    def test_errors_are_told_in_dutch(self):
        id = world.fresh_id()
        for verb in (("show", "0190ab12"), ("show", "??"), ("renegotiate", id, "25:00", "--reason", "x"), ("note", "--for", "anna"), ("board", "--branch", ""),
                     ("attempt", id, "gone"), ("import", "/none.csv"), ("firm", "check", "/none.yaml"), ("round", "sign", "--round", "2026-01-01-0900"),
                     ("undo", id, "--request-id", id), ("nonsense",), ("spool", "drop", id), ("report", "--from", "gisteren"),
                     ("quote", "--for", "anna", "--timeout", "0.5", "--intake", "127.0.0.1:9")):
            _, complaint = self.dutch(*verb)
            first = complaint.split("\n", maxsplit=1)[0]
            self.assertTrue(first.startswith("krul: "), complaint)
            # What was typed, and options, are the same in every language.
            self.assertFalse(ENGLISH.search(re.sub(r'"[^"]*"|--[a-z-]+', "", first)), f"{verb}: {complaint}")

    def test_what_services_refuse_is_told_in_dutch(self):
        w = self.world
        id = w.note_by_terminal(name="Meneer Bezet")
        w.wait_for(id, state="ASSIGNED")
        w.krul("call", id)
        _, complaint = self.run_krul("call", id, KRUL_LANGUAGE="nl", person="bob")
        self.assertIn("anna heeft de beller nu aan de lijn.", complaint)
        self.assertIn("[SOMEBODY_IS_CALLING]", complaint)
        _, complaint = self.dutch("quote", "--for", "nobody-at-all")
        self.assertIn("Deze persoon staat niet in de bedrijfsgegevens", complaint)
        explained, _ = self.dutch("explain", id)
        self.assertIn("openingstijd na het gesprek", explained)
        self.assertFalse(ENGLISH.search(explained), explained)
        w.krul("attempt", id, "connected")
        w.krul("done", id)

    def test_help_is_told_in_dutch(self):
        for verb in ((), ("note",), ("firm", "apply"), ("import",), ("round",)):
            said, _ = self.dutch(*verb, "--help")
            self.assertIn("Gebruik:", said)
            self.assertIn("Voorbeeld:", said)
            found = ENGLISH.search(re.sub(r'"[^"]*"|--[a-z-]+|KRUL_[A-Z]+', "", said))
            self.assertFalse(found, f"{found}: {said}")

    def test_json_is_the_same_in_every_language(self):
        for verb in (("show", "0190ab12", "--json"), ("board", "--json"), ("report", "--csv", "--plain"), ("export", "--plain"), ("firm", "diff", "/none", "--json")):
            self.assertEqual(self.dutch(*verb), self.run_krul(*verb), verb)
        _, complaint = self.dutch("show", "0190ab12", "--json")
        self.assertEqual(json.loads(complaint)["error"]["reason"], "NO_SUCH_ID")

    def shell(self, language, width, height):
        environment = {**self.world.environment(), "KRUL_PERSON": "anna", "KRUL_LANGUAGE": language, "PATH": f"{world.BIN}:/usr/bin:/bin"}
        screen = TerminalScreen(environment, width=width, height=height)
        self.addCleanup(screen.close)
        return screen

    def enter(self, screen, command, *texts):
        screen.type(command)
        screen.wait_for(command)
        screen.press("Enter")
        screen.wait_for(*texts)
        world.eventually("it is done", lambda: screen.text().rstrip().endswith("ready>"))

    def test_pictures_of_both_languages(self):
        w = self.world
        id = w.note_by_terminal(name="Mevrouw De Wit", phone="06 1234 5678")
        w.wait_for(id, state="ASSIGNED")
        english = self.shell("en", 132, 36)
        self.enter(english, "krul quote --for bob --name 'De heer Smit' --phone '06 3456 7890'", "Goodbye")
        self.enter(english, "krul board", "Mevrouw De Wit")
        self.enter(english, f"krul show {id}", "Assigned to anna")
        english.picture("session", "What can be promised, the board of a branch, and what happened to one callback")

        dutch = self.shell("nl", 132, 18)
        self.enter(dutch, "krul note --for anna --name 'De heer Kort' --phone '06 12'", "Telefoonnummer heeft te weinig cijfers", "[INVALID_FIELD]")
        self.enter(dutch, "krul show 0190ab12", "geen open terugbelverzoek")
        self.enter(dutch, "krul board --timeout 1 --assignment 127.0.0.1:9", "niet bereikbaar", "krul doctor")
        dutch.picture("errors_dutch", "Errors of the terminal client in Dutch")
        w.krul("done", id)


if __name__ == "__main__":
    unittest.main()
