#!/usr/bin/env bash
# How late looks are taken, spread and in a herd, and delayed jobs of BullMQ in the same run.
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

mkdir "$folder/npm"
cp "$here"/peers/* "$folder/npm"
(cd "$folder/npm" && npm ci --ignore-scripts --no-audit --no-fund --silent)

compare() { # WHAT DUE BETWEEN WHICH: the ratio of the WHICHth figure
  redis krul
  openssl rand -hex 32 >"$folder/secret"
  serve krul-assignment
  local assignment ours theirs
  assignment=127.0.0.1:$(port_of "$folder/krul-assignment.log")
  "$bin/krul-assignment" --secret-file "$folder/secret" --print-credential >"$folder/credential"
  "$bin/krul" --assignment "$assignment" --credential-file "$folder/credential" firm apply "$here/../../services/standalone/demo/demo.yaml" >/dev/null
  serve krul-deadline-watcher --assignment "$assignment"
  read -ra ours < <("$bin/krul-look-bench" "unix:$folder/krul/socket" "$folder/secret" 1 question "$2" "$3" utrecht amersfoort zeist)
  end_all # their work would be measured too
  redis peer
  read -ra theirs < <(node "$folder/npm/late_jobs.mjs" "$folder/peer/socket" "$2" "$3")
  end_all
  echo "$1, looks: p50 ${ours[0]} ms, p99 ${ours[1]} ms, most ${ours[2]} ms late, ${ours[3]} early"
  echo "$1, BullMQ: p50 ${theirs[0]} ms, p99 ${theirs[1]} ms, most ${theirs[2]} ms late, ${theirs[3]} early"
  awk -v what="$1" -v ours="${ours[$4]}" -v theirs="${theirs[$4]}" 'BEGIN {printf "%s, ratio: %.3f\n", what, ours / theirs}'
  rm -rf "$folder/krul" "$folder/peer"
}
compare "1,000 a second" 10000 1 1     # by the p99
compare "20,000 at one instant" 20000 0 2 # by the last one
