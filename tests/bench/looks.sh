#!/usr/bin/env bash
# How late looks are taken, and delayed jobs of BullMQ in the same run: milliseconds p50, p99, most, and how many were early.
#   tests/bench/looks.sh BIN      of a release build; scripts/bench runs it
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
bin=$(cd "$1" && pwd) folder=$(mktemp -d) started=()
end_all() {
  for process in "${started[@]}"; do
    if kill "$process" 2>/dev/null; then wait "$process" 2>/dev/null || true; fi
  done
  started=()
}
trap 'end_all; rm -rf "$folder"' EXIT
until_said() { # FILE WORDS
  for ((i = 0; i < 200; ++i)); do grep -qs "$2" "$1" && return; sleep 0.05; done
  echo "looks.sh: $1 does not say $2" >&2 && cat "$1" >&2 && exit 1
}
redis() { # NAME: its socket is $folder/NAME/socket
  mkdir "$folder/$1"
  redis-server --port 0 --unixsocket "$folder/$1/socket" --dir "$folder/$1" --appendonly yes --appendfsync everysec --save "" >"$folder/$1/log" &
  started+=($!)
  until_said "$folder/$1/log" "ready to accept"
}
serve() { # PROGRAM FLAGS
  "$bin/$1" --redis "unix:$folder/krul/socket" --secret-file "$folder/secret" --listen 127.0.0.1:0 --metrics-listen "" "${@:2}" 2>"$folder/$1.log" &
  started+=($!)
  until_said "$folder/$1.log" "takes writes"
}
port_of() { sed -n 's/.*"message":"started","port":"\([0-9]*\)".*/\1/p' "$1"; }

redis krul
openssl rand -hex 32 >"$folder/secret"
serve krul-assignment
assignment=127.0.0.1:$(port_of "$folder/krul-assignment.log")
"$bin/krul-assignment" --secret-file "$folder/secret" --print-credential >"$folder/credential"
"$bin/krul" --assignment "$assignment" --credential-file "$folder/credential" firm apply "$here/../../services/standalone/demo/demo.yaml" >/dev/null
serve krul-deadline-watcher --assignment "$assignment"
read -r p50 p99 most early < <("$bin/krul-look-bench" "unix:$folder/krul/socket" "$folder/secret" 1 question utrecht amersfoort zeist)
echo "looks: p50 $p50 ms, p99 $p99 ms, most $most ms late, $early early"
end_all # their work would be measured too

redis peer
cp -r "$here/peers" "$folder/peers"
(cd "$folder/peers" && npm ci --ignore-scripts --no-audit --no-fund --silent)
read -r p50 peer most early < <(node "$folder/peers/late_jobs.mjs" "$folder/peer/socket")
echo "BullMQ: p50 $p50 ms, p99 $peer ms, most $most ms late, $early early"
awk -v ours="$p99" -v theirs="$peer" 'BEGIN {printf "ratio of the p99: %.3f\n", ours / theirs}'
