#!/usr/bin/env bash
# Runs the shards of one build as a Slurm job array, merges them in a job that depends on it, and
# compares the output with that of one build: bytes and modes. Then again, with a task that is killed
# midway and requeued.
#
#     scripts/acceptance slurm [PROGRAM]     the release build unless a program is named
#
# Installs Debian's slurm-wlm and munge where they are missing. The cluster is one node on loopback,
# with keys, ports, sockets and state of its own in a temporary folder; it is stopped, and the folder
# removed, however the script ends. LICENSE_DIGEST_KEEP=1 keeps the folder, to look at the logs.
set -euo pipefail
cd "$(dirname "$0")/../.."
if [ "${1:-}" = --help ]; then sed -n '2,10s/^# \{0,1\}//p' "$0"; exit; fi

program="${1:-.build/release/license-digest}"
if [ ! -x "$program" ]; then
  scripts/set-up
  scripts/build >/dev/null
fi
program="$(realpath "$program")"

missing=()
for pair in munged:munge slurmctld:slurmctld slurmd:slurmd sbatch:slurm-client; do
  PATH="$PATH:/usr/sbin" command -v "${pair%:*}" >/dev/null || missing+=("${pair#*:}")
done
if [ ${#missing[@]} -gt 0 ]; then
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
  "${as_root[@]}" apt-get update -q
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -q --no-install-recommends slurm-wlm munge
fi
export PATH="$PATH:/usr/sbin"

shards=4
place="$(mktemp -d "${TMPDIR:-/tmp}/license-digest-slurm-XXXXXX")"
chmod 755 "$place"
daemons=()

stop() {
  code=$?
  trap - EXIT
  if [ -n "${SLURM_CONF:-}" ]; then
    scancel --quiet --user="$(id -un)" 2>/dev/null || true
    for _ in $(seq 100); do
      if [ -z "$(squeue --noheader 2>/dev/null || true)" ]; then break; fi
      sleep 0.1
    done
  fi
  for (( place_of = ${#daemons[@]} - 1; place_of >= 0; place_of-- )); do
    kill "${daemons[place_of]}" 2>/dev/null || true
    wait "${daemons[place_of]}" 2>/dev/null || true
  done
  if [ $code -ne 0 ]; then
    tail -n 20 "$place"/logs/* 2>/dev/null || true
    echo "slurm-demo: failed ($code)" >&2
  fi
  if [ -n "${LICENSE_DIGEST_KEEP:-}" ]; then echo "kept: $place"; else rm -rf "$place"; fi
  exit $code
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# The cluster.

mkdir -p "$place"/{logs,state,spool,shards,jobs}
read -r ctld_port slurmd_port < <(python3 - <<'PORTS'
import socket
sockets = [socket.socket() for _ in range(2)]
for each in sockets:
    each.bind(("127.0.0.1", 0))
print(*(each.getsockname()[1] for each in sockets))
PORTS
)
(umask 077 && head -c 1024 /dev/urandom >"$place/munge.key")
node="$(hostname -s)"
cat >"$place/slurm.conf" <<CONF
ClusterName=demo
SlurmctldHost=$node(127.0.0.1)
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
SlurmctldPort=$ctld_port
SlurmdPort=$slurmd_port
AuthType=auth/munge
# A requeued task waits until the credential of its first run has expired: 120 s by default.
AuthInfo=socket=$place/munge.socket,cred_expire=15
# No cgroups: neither a container nor a plain user may make them.
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
MpiDefault=none
ReturnToService=2
JobRequeue=1
KillWait=2
StateSaveLocation=$place/state
SlurmdSpoolDir=$place/spool
SlurmctldPidFile=$place/slurmctld.pid
SlurmdPidFile=$place/slurmd.pid
SlurmctldLogFile=$place/logs/slurmctld
SlurmdLogFile=$place/logs/slurmd
SlurmdParameters=config_overrides
SchedulerParameters=sched_interval=2,batch_sched_delay=0
NodeName=$node NodeAddr=127.0.0.1 CPUs=$shards State=UNKNOWN
PartitionName=demo Nodes=$node Default=YES MaxTime=10 State=UP
CONF
export SLURM_CONF="$place/slurm.conf"

munged --foreground --force --key-file="$place/munge.key" --socket="$place/munge.socket" \
  --pid-file="$place/munge.pid" --log-file="$place/logs/munge" --seed-file="$place/munge.seed" \
  >"$place/logs/munge.out" 2>&1 &
daemons+=($!)
slurmctld -D -f "$SLURM_CONF" >"$place/logs/slurmctld.out" 2>&1 &
daemons+=($!)
slurmd -D -f "$SLURM_CONF" -N "$node" >"$place/logs/slurmd.out" 2>&1 &
daemons+=($!)
for moment in $(seq 300); do
  if [ "$(sinfo --noheader --format=%t 2>/dev/null)" = idle ]; then break; fi
  if [ "$moment" -eq 300 ]; then sinfo; echo "the node does not become idle" >&2; exit 1; fi
  sleep 0.1
done
echo "Slurm $(slurmctld -V | cut -d' ' -f2), one node of $shards CPUs on ports $ctld_port and $slurmd_port"

# One build, to compare with.

python3 -B - "$place/made" <<'MADE'
import pathlib, sys
sys.path.insert(0, "Tests/acceptance")
from harness import write_inputs
write_inputs(pathlib.Path(sys.argv[1]), accounts=80, licenses=20)
MADE
options=(--input "$PWD/sample-data" "$place/made" --date 2026-11-22 --since 2026-11-21
  --config "$PWD/sample-data/license-digest.yml" --templates "$PWD/templates"
  --formats html,text,eml,json --quiet)
"$program" build "${options[@]}" --output "$place/whole" 2>"$place/logs/whole" || [ $? -eq 1 ]

# The jobs. Slurm takes every exit code but 0 for a failure, and 1 says that the input had problems.

cat >"$place/jobs/shard" <<JOB
#!/usr/bin/env bash
#SBATCH --job-name=shards --array=0-$((shards - 1)) --requeue --cpus-per-task=1
#SBATCH --output=$place/logs/shard-%a --open-mode=append
if [ "\${DIES:-}" = "\$SLURM_ARRAY_TASK_ID" ] && [ "\${SLURM_RESTART_COUNT:-0}" -eq 0 ]; then
  # Killed with some of its files written, as by a machine that fails.
  LICENSE_DIGEST_KILL_AT=writing "$program" build --shard $shards $(printf '%q ' "${options[@]}") \\
    --output "$place/shards/\$SLURM_ARRAY_TASK_ID"
  touch "$place/died"
  sleep 600
fi
"$program" build --shard $shards --jobs 1 $(printf '%q ' "${options[@]}") \\
  --output "$place/shards/\$SLURM_ARRAY_TASK_ID" || [ \$? -eq 1 ]
JOB
cat >"$place/jobs/merge" <<JOB
#!/usr/bin/env bash
#SBATCH --job-name=merge --output=$place/logs/merge --open-mode=append
"$program" merge $place/shards/* --output $place/merged --quiet || [ \$? -eq 1 ]
JOB

modes() { (cd "$1" && find . -printf '%M %p\n' | sort); }

compare() {
  diff -r "$place/whole" "$place/merged"
  diff <(modes "$place/whole") <(modes "$place/merged")
  echo "$1: $(find "$place/merged" -type f | wc -l) files, the bytes and modes of one build"
}

array="$(sbatch --parsable "$place/jobs/shard")"
sbatch --wait --parsable --dependency="afterok:$array" --kill-on-invalid-dep=yes "$place/jobs/merge"
compare "array of $shards shards and dependent merge"

rm -rf "$place/merged" "$place"/shards/*
array="$(DIES=2 sbatch --parsable --export=ALL "$place/jobs/shard")"
sbatch --wait --parsable --dependency="afterok:$array" --kill-on-invalid-dep=yes "$place/jobs/merge" &
merge=$!
for moment in $(seq 600); do
  if [ -e "$place/died" ]; then break; fi
  if [ "$moment" -eq 600 ]; then echo "the task does not die" >&2; exit 1; fi
  sleep 0.1
done
if ! ls -d "$place"/shards/.2.new-* >/dev/null; then echo "nothing was half written" >&2; exit 1; fi
if [ -e "$place/merged" ]; then echo "merged without all shards" >&2; exit 1; fi
scontrol requeue "${array}_2"
wait "$merge"
compare "task 2 killed and requeued"
if ls -d "$place"/shards/.*.new-* 2>/dev/null; then echo "left behind by the killed task" >&2; exit 1; fi
