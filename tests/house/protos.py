"""What the protos of the tree say, kept as a set of descriptors for each release, and what of an older set a newer one no longer keeps to.

python3 tests/house/protos.py keep RELEASE    writes tests/fixtures/protos/RELEASE.binpb; from then on tests/house/protos_test.py holds the tree to it.
"""

import glob
import os
import subprocess
import sys
import tempfile

from google.protobuf import descriptor_pb2

SOURCE = os.environ.get("KRUL_SOURCE") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
KEPT = f"{SOURCE}/tests/fixtures/protos"


def write_set(to, source=SOURCE):
    """The API, and what is stored: what one version wrote, the next one reads."""
    api = glob.glob("krul/**/*.proto", root_dir=f"{source}/proto", recursive=True)
    stored = [path for top in ("services", "clients") for path in glob.glob(f"{top}/**/*.proto", root_dir=source, recursive=True)]
    stored = [path for path in stored if "/node_modules/" not in path]
    if not api:
        raise ValueError(f"no protos under {source}/proto")
    subprocess.run(["protoc", "-I", f"{source}/proto", "-I", source, f"--descriptor_set_out={to}", *sorted(api), *sorted(stored)], check=True)


def read_set(path):
    with open(path, "rb") as file:
        return descriptor_pb2.FileDescriptorSet.FromString(file.read())


def set_of_tree(source=SOURCE):
    with tempfile.TemporaryDirectory() as folder:
        write_set(f"{folder}/set", source)
        return read_set(f"{folder}/set")


def sayings(files):
    """{what: how} of all that a program of another release may rely on."""
    said = {}

    def say_enum(scope, enum):
        for value in enum.value:
            said[f"enum value {scope}.{enum.name} = {value.number}"] = value.name

    def say_message(scope, message):
        name = f"{scope}.{message.name}"
        said[f"message {name}"] = ""
        for field in message.field:
            kind = descriptor_pb2.FieldDescriptorProto.Type.Name(field.type)
            label = descriptor_pb2.FieldDescriptorProto.Label.Name(field.label)
            oneof = message.oneof_decl[field.oneof_index].name if field.HasField("oneof_index") else ""
            said[f"field {name} = {field.number}"] = f"{field.name} {kind} {field.type_name} {label} {oneof}".strip()
        for one in message.nested_type:
            say_message(name, one)
        for one in message.enum_type:
            say_enum(name, one)

    for file in files.file:
        for message in file.message_type:
            say_message(file.package, message)
        for enum in file.enum_type:
            say_enum(file.package, enum)
        for service in file.service:
            for method in service.method:
                streams = f"{'stream ' if method.client_streaming else ''}-> {'stream ' if method.server_streaming else ''}"
                said[f"method {file.package}.{service.name}.{method.name}"] = f"{method.input_type} {streams}{method.output_type}"
    return said


def broken(older, newer):
    """In words, what the newer set does not keep to; what it adds is nobody's loss."""
    now = sayings(newer)
    return [f"{what}: was {how or 'there'}, is {now.get(what, 'gone')}" for what, how in sayings(older).items() if now.get(what) != how]


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] != "keep":
        sys.exit(__doc__)
    os.makedirs(KEPT, exist_ok=True)
    write_set(f"{KEPT}/{sys.argv[2]}.binpb")
    print(f"Kept: tests/fixtures/protos/{sys.argv[2]}.binpb")
