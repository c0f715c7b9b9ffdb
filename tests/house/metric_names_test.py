"""Dashboards stand on the names of the figures: a name is changed here first, on purpose."""

import os
import re
import sys
import unittest
import urllib.request

sys.path.insert(0, os.path.join(os.environ["KRUL_SOURCE"], "tests"))
from processes import world  # noqa: E402
from processes.web_desk import Browser, start_gateway  # noqa: E402


class MetricNames(world.WorldTest):
    def figures(self, service):
        with urllib.request.urlopen(f"http://127.0.0.1:{service.metrics_port}/metrics", timeout=world.PATIENCE) as answer:
            return answer.read().decode()

    def test_the_figures_are_those_listed(self):
        w = self.world
        name = w.note_by_terminal()
        w.wait_for(name, state="ASSIGNED")
        w.krul("looks")
        gateway = start_gateway(w)
        Browser(gateway.port).sign_in().rpc("ListBoard", branch="centrum")
        found = set()
        for service in (w.intake, w.assignment, w.watcher, gateway):
            text = self.figures(service)
            self.assertNotRegex(text, r"Jansen|0612345678|31612345678|anna|bob")
            found |= {f"{kind} {name} {' '.join(sorted(labels))}".strip() for kind, name, labels in self.described(text)}
        with open(f"{world.SOURCE}/tests/house/metric_names.txt", encoding="utf-8") as file:
            self.assertEqual(sorted(found), file.read().splitlines())

    @staticmethod
    def described(text):
        for kind, name in re.findall(r"# TYPE (krul_\S+) (\S+)", text):
            kind, name = name, kind
            labels = {label for sample in re.findall(rf"^{name}(?:_bucket|_count|_sum)?{{([^}}]*)}}", text, re.M) for label in re.findall(r"(\w+)=", sample)}
            yield kind, name, labels

    def test_open_kept_and_missed_are_counted(self):
        w = self.world
        kept, late = w.note_by_terminal(), w.note_by_terminal()
        for id in (kept, late):
            w.wait_for(id, state="ASSIGNED")
        w.krul("done", kept)
        w.advance(hours=5)
        world.eventually("a broken one is counted", lambda: re.search(r'krul_open_callbacks{[^}]*status="BROKEN"} [1-9]', self.figures(w.watcher)))
        w.krul("done", late)
        for verdict in ("KEPT", "MISSED"):
            world.eventually(f"{verdict} is counted", lambda verdict=verdict: re.search(rf'krul_promises{{[^}}]*verdict="{verdict}"}} [1-9]', self.figures(w.watcher)))
        self.assertRegex(self.figures(w.watcher), r"krul_oldest_unfired_look_seconds{[^}]*} \d")
        self.assertRegex(self.figures(w.intake), r'krul_rpc_requests_total{code="OK",method="NoteCallback"[^}]*} [1-9]')


if __name__ == "__main__":
    unittest.main()
