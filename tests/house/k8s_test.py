"""The manifests say what the programs really take: flags, variables, ports, host names, health checks."""

import copy
import glob
import os
import re
import subprocess
import sys
import unittest
import urllib.request

import yaml

sys.path.insert(0, os.path.join(os.environ["KRUL_SOURCE"], "tests"))
from processes import world  # noqa: E402

BASE = f"{world.SOURCE}/k8s/base"


def manifests():
    found = []
    for path in sorted(glob.glob(f"{BASE}/*.yaml")):
        with open(path, encoding="utf-8") as file:
            found += [(os.path.basename(path), document) for document in yaml.safe_load_all(file)]
    return found


def of_kind(documents, *kinds):
    return [document for _, document in documents if document["kind"] in kinds]


def containers(documents):
    for workload in of_kind(documents, "Deployment", "StatefulSet"):
        for container in workload["spec"]["template"]["spec"]["containers"]:
            yield workload, container


def settings(documents):
    kustomization = of_kind(documents, "Kustomization")[0]
    literals = [literal for generator in kustomization["configMapGenerator"] for literal in generator["literals"]]
    return dict(literal.split("=", 1) for literal in literals)


def help_of(program):
    run = subprocess.run([f"{world.BIN}/{program}", "--help"], capture_output=True, text=True, check=True)
    return set(re.findall(r"(--[a-z-]+)", run.stdout)), set(re.findall(r"Env:(KRUL_[A-Z_]+)", run.stdout))


def flags_of(container):
    arguments = container.get("args", [])
    return dict(zip(arguments[::2], arguments[1::2]))


def mistakes(documents):
    """What a manifest says that is not so."""
    wrong = []
    services = {document["metadata"]["name"]: document for document in of_kind(documents, "Service")}
    variables = settings(documents)
    known_variables = set()
    for workload, container in containers(documents):
        name, program = container["name"], container["command"][0]
        ports = {port["name"]: port["containerPort"] for port in container["ports"]}
        if program == "redis-server":
            if flags_of(container)["--port"] != str(ports["redis"]):
                wrong.append("redis listens on another port")
        else:
            flags, known = help_of(program)
            if "envFrom" in container:
                known_variables |= known
            wrong += [f"{name}: {flag} is no flag of {program}" for flag in flags_of(container) if flag not in flags]
            listens = flags_of(container).get("--listen", "").rsplit(":", 1)[-1]
            serving = ports.get("grpc") or ports.get("http")
            if listens != str(serving):
                wrong.append(f"{name}: serves {listens}, declares {serving}")
            metrics = flags_of(container).get("--metrics-listen", "").rsplit(":", 1)[-1]
            annotated = workload["spec"]["template"]["metadata"]["annotations"]["prometheus.io/port"]
            if not metrics == str(ports["metrics"]) == annotated:
                wrong.append(f"{name}: metrics on {metrics}, declared {ports['metrics']}, scraped {annotated}")
        for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
            check = container.get(probe, {})
            port = next((check[kind]["port"] for kind in ("grpc", "tcpSocket", "httpGet") if kind in check), None)
            if port is not None and port not in ports and port not in ports.values():
                wrong.append(f"{name}: {probe} asks port {port}")
        service = services.get(workload["metadata"]["name"])
        if service is None:
            wrong.append(f"{name}: no Service")
            continue
        labels = workload["spec"]["template"]["metadata"]["labels"]
        if not service["spec"]["selector"].items() <= labels.items() or not workload["spec"]["selector"]["matchLabels"].items() <= labels.items():
            wrong.append(f"{name}: a selector does not select it")
        for port in service["spec"]["ports"]:
            if ports.get(port["targetPort"]) != port["port"]:
                wrong.append(f"{name}: its Service leads {port['port']} to {port['targetPort']}")
    wrong += [f"{variable} is no variable of any program" for variable in variables if variable not in known_variables]
    for variable in ("KRUL_REDIS", "KRUL_INTAKE", "KRUL_ASSIGNMENT", "KRUL_DEADLINE"):
        host, port = variables[variable].split("//")[-1].split(":")
        if host not in services or int(port) not in [one["port"] for one in services[host]["spec"]["ports"]]:
            wrong.append(f"{variable} leads to no Service")
    return wrong


class Manifests(unittest.TestCase):
    def test_they_say_what_the_programs_take(self):
        self.assertEqual(mistakes(manifests()), [])

    def test_a_wrong_manifest_is_found(self):
        def with_change(change):
            documents = copy.deepcopy(manifests())
            change(documents)
            return mistakes(documents)

        def intake(documents):
            return next(c for _, c in containers(documents) if c["name"] == "intake")

        self.assertTrue(with_change(lambda d: intake(d)["args"].extend(["--no-such-flag", "1"])))
        self.assertTrue(with_change(lambda d: intake(d)["args"].__setitem__(1, "0.0.0.0:7777")))
        self.assertTrue(with_change(lambda d: intake(d)["readinessProbe"]["grpc"].__setitem__("port", 1)))
        self.assertTrue(with_change(lambda d: of_kind(d, "Kustomization")[0]["configMapGenerator"][0]["literals"].append("KRUL_NO_SUCH=1")))
        self.assertTrue(with_change(lambda d: of_kind(d, "Service")[0]["spec"]["ports"][0].__setitem__("port", 1)))

    def test_every_file_is_listed(self):
        listed = of_kind(manifests(), "Kustomization")[0]["resources"]
        self.assertEqual(sorted(listed), sorted(name for name in os.listdir(BASE) if name != "kustomization.yaml"))

    def test_the_image_holds_every_program(self):
        with open(f"{world.SOURCE}/k8s/image/Dockerfile", encoding="utf-8") as file:
            text = file.read()
        copied = set(re.findall(r"/src/build/release/bin/([a-z-]+)", text))
        named = {container["command"][0] for _, container in containers(manifests())}
        self.assertEqual(copied - {"krul"}, named - {"redis-server"})
        for port in ("useradd --uid 10001", "redis-server"):
            self.assertIn(port, text)

    def test_the_image_installs_the_libraries_of_the_programs(self):
        with open(f"{world.SOURCE}/k8s/image/Dockerfile", encoding="utf-8") as file:
            installed = set(re.findall(r"\blib[a-z0-9.+-]+", file.read()))
        needed = set()
        for program in ("krul-intake", "krul-assignment", "krul-deadline-watcher", "krul-gateway", "krul"):
            dump = subprocess.run(["objdump", "-p", f"{world.BIN}/{program}"], capture_output=True, text=True, check=True).stdout
            needed |= set(re.findall(r"NEEDED +(\S+)", dump))
        # What the other libraries bring with them, and every Debian has.
        brought = r"libc\.|libm\.|libstdc|libgcc|ld-linux|libabsl|libgrpc\.|libgpr\.|libcares|libssl|libcrypto|libz\.|libre2|libaddress|libupb|libicu"
        for library in sorted(needed):
            if re.match(brought, library):
                continue
            stem = re.match(r"lib[a-zA-Z+]+(?:-cpp-[a-z]+|-cpp)?", library)[0].lower()
            self.assertTrue(any(name.startswith(stem) for name in installed), f"{library} is of no package that the image installs")


class HealthChecks(world.WorldTest):
    def test_the_probes_are_answered(self):
        w = self.world
        w.note_by_terminal()
        w.krul("looks")
        for service in (w.intake, w.assignment, w.watcher):
            check = w.channel(service.port).unary_unary("/grpc.health.v1.Health/Check", request_serializer=bytes, response_deserializer=bytes)
            self.assertEqual(check(b"", timeout=world.PATIENCE), b"\x08\x01")  # SERVING
            with urllib.request.urlopen(f"http://127.0.0.1:{service.metrics_port}/metrics", timeout=world.PATIENCE) as answer:
                self.assertIn(b"krul_rpc_requests_total", answer.read())
            reflection = w.channel(service.port).stream_stream("/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
                                                               request_serializer=bytes, response_deserializer=bytes)
            self.assertIn(b"krul.v1.", next(reflection(iter([b"\x3a\x00"]), timeout=world.PATIENCE)))

    def test_the_gateway_is_healthy(self):
        gateway = world.Service([f"{world.BIN}/krul-gateway", "--listen", "127.0.0.1:0", "--metrics-listen", "127.0.0.1:0", "--secret-file", self.world.secret,
                                 "--web-dir", self.world.folder + "/none"], f"{self.world.folder}/gateway.log")
        self.addCleanup(gateway.stop)
        port = gateway.field("started", "port")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=world.PATIENCE) as answer:
            self.assertEqual(answer.status, 200)
        with self.assertRaises(urllib.error.HTTPError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=world.PATIENCE)
        self.assertEqual(gateway.stop(), 0)

    def test_without_the_store_a_service_is_not_ready_but_alive(self):
        w = self.world
        w.redis.kill()
        check = w.channel(w.intake.port).unary_unary("/grpc.health.v1.Health/Check", request_serializer=bytes, response_deserializer=bytes)
        world.eventually("intake is not serving", lambda: check(b"", timeout=world.PATIENCE) == b"\x08\x02")
        self.assertIsNone(w.intake.process.poll())
        w.start_redis()
        world.eventually("intake serves again", lambda: check(b"", timeout=world.PATIENCE) == b"\x08\x01")


if __name__ == "__main__":
    unittest.main()
