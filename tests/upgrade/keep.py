"""Keeps what a release leaves behind, for the test of upgrades: its store, its secret, notes that a desk still keeps, and what its own client said
of every callback.   KRUL_BIN=… PYTHONPATH=… keep.py FOLDER   with the programs of that release, built with time that can be moved."""

import json
import os
import shutil
import sys

from processes import world
from processes.world import World, fresh_id

FIRM = world.FIRM.replace("manager: mia, review_moments: []}\n  - {id: noord", 'manager: mia, review_moments: ["09:00", "15:00"]}\n  - {id: noord')


def one_of_each(w):
    """Callbacks in every state, and of every story that leaves something of its own in a record."""
    ids = {}

    def note(name, **details):
        ids[name] = w.note_by_terminal(name=name, **details)
        w.wait_for(ids[name], state="ASSIGNED")
        return ids[name]

    note("Vera Toegewezen")
    w.krul("ack", note("Mijn Van Anna"))
    w.krul("attempt", note("Gemist Geprobeerd"), "no-answer", "--remark", "ging over")
    w.krul("attempt", note("Later Afgesproken"), "rescheduled", "--again", "+3h")
    w.krul("renegotiate", note("Nieuwe Tijd"), "+5h", "--reason", "onderdeel komt later")
    w.krul("chase", note("Belde Weer"), "--remark", "zit thuis te wachten")
    w.krul("forward", note("Ander Team"), "team:sales", "--remark", "gaat over de factuur")
    w.krul("done", note("Klaar Gesproken"), "--remark", "opgelost")
    w.krul("cancel", note("Hoeft Niet"), "withdrawn")
    w.krul("done", note("Toch Niet Klaar"))
    w.krul("reopen", ids["Toch Niet Klaar"], "--reason", "nog steeds stuk")
    w.krul("ack", note("Teruggedraaid"))
    w.krul("undo", ids["Teruggedraaid"])
    w.krul("call", note("Wordt Gebeld", wanted="eva"), person="eva")
    w.krul("away", "dirk", "--until", "+9h", person="mia")
    w.krul("handled", "--category", "question")
    note("In Het Noorden", wanted="carla")
    w.advance(hours=4, minutes=30)  # what is not reached is late now, and some have climbed
    w.wait_for_looks()
    w.wait_for_notices()
    return ids


def keep(folder):
    os.makedirs(folder)
    w = World()
    try:
        w.start_all(FIRM)
        ids = one_of_each(w)
        w.apply_firm(FIRM.replace("title: Testbedrijf", "title: Testbedrijf, tweede versie"))
        w.wait_for_looks()
        told = {id: w.shown(id) for id in ids.values()}
        quote = w.krul_json("quote", "--for", "anna", "--name", "Nog Te Noteren", "--phone", "06 5555 0101")["quote"]
        now = w.now()
        w.intake.stop()
        waiting = fresh_id()
        w.krul("note", "--id", waiting, "--for", "anna", "--name", "Nog Te Bezorgen", "--phone", "06 5555 0202", "--category", "question", "--reason", "was offline",
               "--read-back", "--timeout", "1", code=3)
        w.assignment.stop()
        w.watcher.stop()
        w.redis_cli("SAVE")
        shutil.copy(f"{w.folder}/dump.rdb", f"{folder}/store.rdb")
        shutil.copy(w.secret, f"{folder}/secret")
        shutil.copytree(f"{w.folder}/state/krul/spool", f"{folder}/spool")
        with open(f"{folder}/told.json", "w", encoding="utf-8") as file:
            json.dump({"now_ms": int(1000 * now), "quote": quote, "spooled": waiting, "ports": w.ports, "callbacks": told}, file, indent=1, ensure_ascii=False)
            file.write("\n")
    finally:
        w.close()


if __name__ == "__main__":
    keep(sys.argv[1])
