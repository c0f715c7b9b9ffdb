"""A test class whose world has desks on terminals."""

from processes import world
from processes.terminal_screen import TerminalScreen

FIRM = world.FIRM.replace('review_moments: []}\n  - {id: noord', 'review_moments: ["00:00", "06:00", "12:00", "18:00"]}\n  - {id: noord')


class DeskTest(world.WorldTest):
    @classmethod
    def start(cls):
        cls.world.start_all(FIRM)

    def desk(self, person="bob", width=80, height=24, term="screen-256color", flags=(), **environment):
        screen = TerminalScreen({**self.world.environment(), "KRUL_PERSON": person, **environment}, width, height, term)
        self.addCleanup(screen.close)
        screen.run(f"{world.BIN}/krul", "desk", *flags)
        return screen

    def take_call(self, screen, name, phone, who="anna", reason=""):
        """As far as the read-back."""
        screen.wait_for("Voor wie")
        screen.type(who)
        screen.press("Enter")
        screen.type(name)
        screen.press("Enter")
        screen.type(phone)
        screen.press("Enter", "Enter")
        screen.type(reason)

    def open_of(self, name):
        found = [c for c in self.world.krul_json("board").get("callbacks", []) if c["caller"]["display_name"] == name]
        return found[0] if found else None
