# Sourced by every fault script: the real server on a data directory, a crowd of devices on it, and the line of JSON in the end.
#
#   fault_begin NAME            work folder, cleaning up
#   skip REASON                 prints the reason and ends with 77
#   make_council                a data directory with a council
#   start_server [VAR=VALUE…]   waits until it is ready; the same ports every time
#   begin_crowd [PAPER_BYTES]   the devices, signed in
#   say WORD [NUMBER]           asks the crowd; its JSON is in $answer
#   part NAME                   a number or word out of $answer
#   promise SENTENCE COMMAND…   notes a broken promise when the command fails
#   finish JSON-MEMBERS         prints the figure; 1 when a promise was broken
set -uo pipefail

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
bin=${CHAMBER_BIN:-$repository/build/asan/bin}
short=${CHAMBER_FAULTS_SHORT:-no}
# The preloaded libraries come before AddressSanitizer's; leaks are other tests' business, and a killed server leaks by definition.
export ASAN_OPTIONS=${ASAN_OPTIONS:-}:verify_asan_link_order=0:detect_leaks=0
broken=() server_pid="" port=0 loopback=0 crowd_pid="" answer=""

# pick SHORT LONG: how much of it to do.
pick() { if [ "$short" = yes ]; then echo "$1"; else echo "$2"; fi; }

skip() {
  echo "skipped: $1" >&2
  printf '{"fault":"%s","skipped":"%s"}\n' "$fault" "$1"
  exit 77
}

need_root() { [ "$(id -u)" = 0 ] || skip "needs root: $1"; }
need_tool() { command -v "$1" >/dev/null 2>&1 || skip "needs $1 ($2)"; }

fault_begin() {
  fault=$1
  [ -x "$bin/chamber-server" ] && [ -x "$bin/fault_load" ] || { echo "build first: cmake --build build/asan --target faults" >&2; exit 2; }
  work=$(mktemp -d "${TMPDIR:-/tmp}/chamber-fault-XXXXXX")
  data=$work/data
  log=$work/server.log
  trap clean_up EXIT
}

# Scripts that mount or make devices define undo().
clean_up() {
  local status=$?
  end_crowd
  kill_server
  if declare -F undo >/dev/null; then undo >/dev/null 2>&1; fi
  if [ "$status" != 0 ] && [ "$status" != 77 ] && [ -f "$log" ]; then
    echo "-- the end of the server's log:" >&2
    tail -n 15 "$log" >&2
  fi
  rm -rf "$work"
}

make_council() { "$bin/fault_load" council "$data" "$tablets" || { echo "no council in $data" >&2; exit 1; }; cp "$data/keys/ca.pem" "$work/ca.pem"; }

# In front of the server's command line: a network namespace, for one.
server_prefix=()

# The web folder is not there: the server reads every file of it, and closing a file of the database would take SQLite's locks from it.
start_server() {
  local ready="" begin=$SECONDS
  : >"$work/ready"
  env "$@" "${server_prefix[@]}" "$bin/chamber-server" --data "$data" --address "${address:-127.0.0.1}" --port "$port" --loopback-port "$loopback" \
    --web "$work/web" >"$work/ready" 2>>"$log" &
  server_pid=$!
  until ready=$(grep '^ready ' "$work/ready"); do
    if ! kill -0 "$server_pid" 2>/dev/null || [ $((SECONDS - begin)) -gt 60 ]; then
      server_pid=""
      return 1
    fi
    sleep 0.02
  done
  port=$(sed 's/.*tls=\([0-9]*\).*/\1/' <<<"$ready")
  loopback=$(sed 's/.*loopback=\([0-9]*\).*/\1/' <<<"$ready")
}

kill_server() {
  [ -n "$server_pid" ] || return 0
  kill -KILL "$server_pid" 2>/dev/null
  wait "$server_pid" 2>/dev/null
  server_pid=""
}

# Waits for the server to end by itself; its status is in $status.
await_end() {
  local begin=$SECONDS
  while kill -0 "$server_pid" 2>/dev/null; do
    [ $((SECONDS - begin)) -lt "$1" ] || return 1
    sleep 0.1
  done
  wait "$server_pid"
  status=$?
  server_pid=""
}

begin_crowd() {
  mkfifo "$work/to_crowd" "$work/from_crowd"
  "${crowd_prefix[@]}" "$bin/fault_load" crowd "$work/ca.pem" "$port" "$loopback" "$tablets" "$work/notebook" <"$work/to_crowd" >"$work/from_crowd" &
  crowd_pid=$!
  exec 3>"$work/to_crowd" 4<"$work/from_crowd"
  say enrol "${1:-20000}"
  [ "$(part ok)" = true ] || { echo "the crowd did not get in: $answer" >&2; exit 1; }
}
crowd_prefix=()

end_crowd() {
  [ -n "$crowd_pid" ] || return 0
  exec 3>&- 4<&-
  kill "$crowd_pid" 2>/dev/null
  wait "$crowd_pid" 2>/dev/null
  crowd_pid=""
}

say() {
  echo "$*" >&3
  IFS= read -r -t 300 answer <&4 || { echo "the crowd does not answer to: $*" >&2; exit 1; }
  [ -z "${CHAMBER_FAULTS_VERBOSE:-}" ] || echo "$*: $answer" >&2
}

part() { sed -n 's/.*"'"$1"'":"\{0,1\}\([^",}]*\).*/\1/p' <<<"$answer"; }

promise() {
  local sentence=$1
  shift
  "$@" || broken+=("$sentence")
}

finish() {
  printf '{"fault":"%s",%s,"broken":%d}\n' "$fault" "$1" "${#broken[@]}"
  [ ${#broken[@]} = 0 ] && exit 0
  printf 'broken: %s\n' "${broken[@]}" >&2
  exit 1
}

said_ok() { [ "$(part ok)" = true ]; }
random_ms() { sleep "$(printf '0.%03d' $((RANDOM % $1)))"; }
