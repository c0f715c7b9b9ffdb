"""Plays the files of tests/scenarios, each in a world of its own whose clock goes from one moment of the file to the next."""

import datetime
import glob
import os
import shlex
import unittest
import zoneinfo

import yaml
from processes import world

FIRM = f"{world.SOURCE}/services/standalone/demo/demo.yaml"
ZONE = zoneinfo.ZoneInfo("Europe/Amsterdam")
WITHOUT_ID = ("away", "back")


def instant(text):
    return int(datetime.datetime.strptime(str(text)[:16], "%Y-%m-%d %H:%M").replace(tzinfo=ZONE).timestamp() * 1000)


def on_the_wall(time, form):
    return datetime.datetime.fromisoformat(time.replace("Z", "+00:00")).astimezone(ZONE).strftime(form)


class Play:
    def __init__(self, scenario):
        self.scenario = scenario
        self.world = world.World()
        self.world.set_now(min(instant(step["at"]) for step in [*scenario.get("before", []), scenario["call"]]))
        with open(FIRM, encoding="utf-8") as file:
            self.world.start_all(file.read())
        self.branch = scenario["call"]["branch"]

    def krul_json(self, person, *words):
        return self.world.krul_json(*words, "--branch", self.branch, person=person)

    def go_to(self, at):
        """Stops wherever something is due on the way."""
        w = self.world
        while True:
            keys = w.redis_cli("--scan", "--pattern", "krul:*:looks").splitlines()
            looks = [w.redis_cli("ZRANGE", key, "0", "0", "WITHSCORES").split() for key in keys]
            next_look = min((int(look[1]) for look in looks if look), default=at)
            w.set_now(max(min(next_look, at), int(1000 * w.now())))
            w.wait_for_looks()
            world.eventually("everything is assigned", lambda: not w.redis_cli("--scan", "--pattern", "krul:*:index:unassigned"))
            if next_look >= at:
                return

    def step(self, step, id=None):
        """Does what people do in it; how it stands afterwards."""
        self.go_to(instant(step["at"]))
        for person, words in step.items():
            if person in ("at", "stands", "with"):
                continue
            verb, *rest = shlex.split(words)
            if verb == "note":  # the same caller, once more
                quote = self.krul_json(person, "quote", *self.caller)
                self.krul_json(person, "note", *self.caller, "--quote", quote["quote"], "--read-back", *rest)
                continue
            self.krul_json(person, verb, *([] if verb in WITHOUT_ID else [id]), *rest)
        self.go_to(instant(step["at"]))
        return self.krul_json("fatima", "show", id) if id else None

    def run(self):
        for step in self.scenario.get("before", []):
            self.step(step)
        call = self.scenario["call"]
        self.go_to(instant(call["at"]))
        self.caller = ("--for", call["for"], "--category", call["about"], "--name", "Mevrouw Jansen", "--phone", "06 1234 5678")
        if "wants" in call:
            self.caller += ("--window", call["wants"])
        person, id = call.get("answers", "fatima"), world.fresh_id()
        quote = self.krul_json(person, "quote", *self.caller)
        refusal, consent = quote.get("refusal", ""), ()
        if "takes" in call:
            quote, consent = quote["proposals"][int(call["takes"]) - 1], ("--consent",)
        self.krul_json(person, "note", *self.caller, "--quote", quote["quote"], "--id", id, "--read-back", *consent)
        self.go_to(instant(call["at"]))
        found = {"hears": refusal + (" " if refusal else "") + quote["sentence"],
                 "deadline": on_the_wall(quote["due_time"], "%Y-%m-%d %H:%M")}
        stands = []
        for step in self.scenario.get("then", []):
            shown = self.step(step, id)
            stands.append({"at": step["at"], "stands": shown["promise"]["status"], "with": shown.get("assignee", {}).get("person")})
        shown = self.krul_json("fatima", "show", id)
        found["events"] = [" ".join([on_the_wall(event["event_time"], "%a %H:%M"), event["type"].removeprefix("EVENT_").lower().replace("_", " "),
                                     ": ".join(filter(None, [event.get("sentence"), event.get("remark")]))]).strip()
                           for event in shown["history"]]
        return found, stands


class GoldenScenarios(unittest.TestCase):
    maxDiff = None

    def play(self, file):
        with open(file, encoding="utf-8") as text:
            scenario = yaml.load(text, Loader=yaml.BaseLoader)
        play = Play(scenario)
        self.addCleanup(play.world.close)
        found, stands = play.run()
        expected = {name: scenario[name] for name in ("hears", "deadline", "events")}
        self.assertEqual(found, expected, scenario["title"])
        for step, stood in zip(scenario.get("then", []), stands):
            for what in ("stands", "with"):
                if what in step:
                    self.assertEqual(stood[what], step[what], f"{scenario['title']}, {step['at']}")

    def test_all_twenty_are_found(self):
        self.assertGreaterEqual(sum(name.startswith("test_") for name in dir(self)) - 1, 20)


def played(file):
    return lambda self: self.play(file)


for scenario_file in sorted(glob.glob(f"{world.SOURCE}/tests/scenarios/*.yaml")):
    name = os.path.basename(scenario_file).removesuffix(".yaml")
    setattr(GoldenScenarios, f"test_{name}", played(scenario_file))

if __name__ == "__main__":
    unittest.main()
