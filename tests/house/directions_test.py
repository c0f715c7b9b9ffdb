"""Dependencies go one way: what a folder of services may include is listed here, and nothing else."""

import glob
import os
import re
import unittest

SOURCE = os.environ["KRUL_SOURCE"]
PROGRAMS = {"intake", "assignment", "deadline_watcher"}
MAY_USE = {
    "domain": set(),
    "firm_file": {"domain"},
    "runtime": {"domain"},
    "store": {"domain", "runtime"},
    "directory": {"domain", "runtime", "store", "firm_file"},
    "changes": {"domain", "runtime", "store", "directory"},
    "rpc": {"domain", "runtime"},
    "hosting": {"domain", "runtime", "store", "directory", "changes", "rpc"},
    "gateway": {"domain", "runtime"},  # and the protos: it knows the services as any client does
    **{program: {"domain", "runtime", "store", "directory", "changes", "rpc", "hosting", "firm_file"} for program in PROGRAMS},
    "standalone": {"domain", "runtime", "store", "hosting", "gateway"} | PROGRAMS,
}
# How records lie in the store.
STORED = {f"services/store/{name}.h" for name in ("envelope", "storage.pb", "record_codec", "round_codec", "history_codec", "stored_enum")}
# The folders of the terminal client: each may use those before it.
TERMINAL = ("text", "phrases", "connection", "spool", "files", "views", "desk", "verbs", "command_line", "man")
# Of what the domain is made, beside itself and the standard library: time zones, phone numbers, texts.
DOMAIN_LIBRARIES = ("absl/", "phonenumbers/", "unicode/")


def includes(path):
    with open(path, encoding="utf-8") as file:
        return re.findall(r'^#include [<"]([^>"]+)[>"]', file.read(), re.M)


class Directions(unittest.TestCase):
    def files(self, folder):
        found = [path for kind in ("h", "cc") for path in glob.glob(f"{SOURCE}/services/{folder}/**/*.{kind}", recursive=True)]
        self.assertTrue(found, folder)
        return found

    def test_every_folder_uses_only_what_it_may(self):
        folders = {name for name in os.listdir(f"{SOURCE}/services") if glob.glob(f"{SOURCE}/services/{name}/**/*.cc", recursive=True)}
        self.assertEqual(folders, set(MAY_USE))
        for folder, allowed in MAY_USE.items():
            for path in self.files(folder):
                used = {name.split("/")[1] for name in includes(path) if name.startswith("services/") and name.count("/") > 1}
                self.assertLessEqual(used - {folder}, allowed, path)

    def test_the_domain_is_pure(self):
        for path in self.files("domain"):
            for name in includes(path):
                standard = "/" not in name and "." not in name
                self.assertTrue(standard or name.startswith(("services/domain/", *DOMAIN_LIBRARIES)), f"{path} includes {name}")
            with open(path, encoding="utf-8") as file:
                self.assertNotRegex(file.read(), r"system_clock::now|steady_clock::now|absl::Now|\btime\(nullptr\)|std::rand|random_device", path)

    def test_only_the_store_knows_redis_and_only_rpc_knows_credentials(self):
        for path in glob.glob(f"{SOURCE}/services/**/*.cc", recursive=True) + glob.glob(f"{SOURCE}/services/**/*.h", recursive=True):
            inside = os.path.relpath(path, f"{SOURCE}/services")
            if any("hiredis" in name for name in includes(path)):
                self.assertTrue(inside.startswith("store/redis/") or inside == "standalone/private_redis.cc", path)
            with open(path, encoding="utf-8") as file:
                if "client_metadata()" in file.read():
                    self.assertEqual(inside, "rpc/credentials.cc")

    def test_only_the_store_knows_how_records_are_stored(self):
        for path in glob.glob(f"{SOURCE}/services/**/*.cc", recursive=True) + glob.glob(f"{SOURCE}/services/**/*.h", recursive=True):
            if not os.path.relpath(path, f"{SOURCE}/services").startswith("store/"):
                self.assertFalse(STORED & set(includes(path)), path)

    def test_a_method_can_be_called_without_grpc(self):
        for program in PROGRAMS:
            methods = [path for path in self.files(program) if re.search(r"_(service\.h|methods?\.cc)$", path)]
            self.assertGreater(len(methods), 2)
            for path in methods:
                used = {name for name in includes(path) if "grpc" in name or name in ("services/rpc/call_guard.h", "services/rpc/assignment_client.h")}
                self.assertEqual(used, set(), path)

    def test_what_conflicts_is_decided_again_in_one_place(self):
        for path in glob.glob(f"{SOURCE}/services/**/*.cc", recursive=True) + glob.glob(f"{SOURCE}/services/**/*.h", recursive=True):
            inside = os.path.relpath(path, f"{SOURCE}/services")
            with open(path, encoding="utf-8") as file:
                if not inside.startswith("store/") and "kConflict" in file.read():
                    self.assertEqual(inside, "changes/load_decide_commit.h")

    def test_there_is_one_commit(self):
        self.assertEqual([os.path.basename(path) for path in glob.glob(f"{SOURCE}/services/**/*.lua", recursive=True)], ["commit.lua"])

    def test_the_terminal_client_knows_the_protos_alone(self):
        for path in glob.glob(f"{SOURCE}/clients/**/*.cc", recursive=True) + glob.glob(f"{SOURCE}/clients/**/*.h", recursive=True):
            self.assertEqual([name for name in includes(path) if name.startswith("services/")], [], path)

    def test_the_folders_of_the_terminal_client_use_only_those_before_them(self):
        root = f"{SOURCE}/clients/terminal"
        folders = {os.path.relpath(os.path.dirname(path), root) for path in glob.glob(f"{root}/*/*.cc") + glob.glob(f"{root}/*/*.h")}
        self.assertEqual(folders, set(TERMINAL))
        for place, folder in enumerate(TERMINAL):
            for path in glob.glob(f"{root}/{folder}/*.cc") + glob.glob(f"{root}/{folder}/*.h"):
                used = {name.split("/")[2] for name in includes(path) if name.startswith("clients/terminal/") and name.count("/") > 2}
                self.assertLessEqual(used, set(TERMINAL[: place + 1]), path)


if __name__ == "__main__":
    unittest.main()
