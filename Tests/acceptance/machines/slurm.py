"""Runs the shards of one build as a Slurm job array, and merges them in a job that depends on it.

One task is killed midway and requeued. The merged output has the bytes and modes of one build. The
cluster is one node on loopback, with keys, ports, sockets and state of its own in a temporary
folder; it is stopped, and the folder removed, however the program ends.
"""

import contextlib
import getpass
import os
import shlex
import socket
import subprocess
import time

from harness import DAYS, ROOT, SAMPLE, Place, Results, arguments, modes, tree_hash, write_inputs
from tools import PATH, found

SHARDS = 4
DYING = 2
CONFIGURATION = """ClusterName=demo
SlurmctldHost={node}(127.0.0.1)
SlurmUser={user}
SlurmdUser={user}
SlurmctldPort={ports[0]}
SlurmdPort={ports[1]}
AuthType=auth/munge
# A requeued task waits until the credential of its first run has expired: 120 s by default.
AuthInfo=socket={folder}/munge.socket,cred_expire=5
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
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/logs/slurmctld
SlurmdLogFile={folder}/logs/slurmd
SlurmdParameters=config_overrides
SchedulerParameters=sched_interval=1,batch_sched_delay=0
NodeName={node} NodeAddr=127.0.0.1 CPUs={shards} State=UNKNOWN
PartitionName=demo Nodes={node} Default=YES MaxTime=10 State=UP
"""
# Slurm takes every exit code but 0 for a failure, and 1 says that the input had problems.
SHARD_JOB = """#!/usr/bin/env bash
#SBATCH --job-name=shards --array=0-{last} --requeue --cpus-per-task=1
#SBATCH --output={folder}/logs/shard-%a --open-mode=append
if [ "$SLURM_ARRAY_TASK_ID" = {dying} ] && [ "${{SLURM_RESTART_COUNT:-0}}" -eq 0 ]; then
  # Killed with some of its files written, as by a machine that fails.
  LICENSE_DIGEST_KILL_AT=writing {build} --shard {shards} --output {folder}/shards/$SLURM_ARRAY_TASK_ID
  touch {folder}/died
  sleep 600
fi
{build} --shard {shards} --jobs 1 --output {folder}/shards/$SLURM_ARRAY_TASK_ID || [ $? -eq 1 ]
"""
MERGE_JOB = """#!/usr/bin/env bash
#SBATCH --job-name=merge --output={folder}/logs/merge --open-mode=append
{program} merge {folder}/shards/* --output {folder}/merged --quiet || [ $? -eq 1 ]
"""


def run(*command, **options):
    return subprocess.run(
        [str(word) for word in command], stdin=subprocess.DEVNULL, capture_output=True, text=True,
        **options)


def until(holds, seconds, what):
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise SystemExit(f"{what}: not within {seconds} s")
        time.sleep(0.1)


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    with contextlib.ExitStack() as stack:
        for each in sockets:
            stack.enter_context(each).bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


@contextlib.contextmanager
def cluster(folder):
    """One node that is idle, and stopped in the end."""
    for name in ("logs", "state", "spool", "shards", "jobs"):
        (folder / name).mkdir()
    node = socket.gethostname().split(".")[0]
    key = folder / "munge.key"
    key.touch(mode=0o600)
    key.write_bytes(os.urandom(1024))
    configuration = folder / "slurm.conf"
    configuration.write_text(CONFIGURATION.format(
        node=node, user=getpass.getuser(), ports=free_ports(2), folder=folder, shards=SHARDS))
    os.environ.update(SLURM_CONF=str(configuration), PATH=PATH)
    daemons = []
    try:
        for command in (
                ["munged", "--foreground", "--force", f"--key-file={key}",
                 f"--socket={folder}/munge.socket", f"--pid-file={folder}/munge.pid",
                 f"--log-file={folder}/logs/munge", f"--seed-file={folder}/munge.seed"],
                ["slurmctld", "-D", "-f", configuration],
                ["slurmd", "-D", "-f", configuration, "-N", node]):
            with open(folder / "logs" / f"{command[0]}.out", "wb") as log:
                daemons.append(subprocess.Popen(
                    command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT))
        until(lambda: run("sinfo", "--noheader", "--format=%t").stdout.strip() == "idle", 30,
              "the node becomes idle")
        yield node
    except BaseException:
        for log in sorted((folder / "logs").iterdir()):
            print(f"{log.name}:\n{log.read_text(errors='replace')[-1500:]}")
        raise
    finally:
        run("scancel", "--quiet", f"--user={getpass.getuser()}")
        with contextlib.suppress(SystemExit):
            until(lambda: not run("squeue", "--noheader").stdout.strip(), 10, "no job is left")
        for daemon in reversed(daemons):
            daemon.terminate()
            daemon.wait()


def submit(folder, name, text, *options):
    path = folder / "jobs" / name
    path.write_text(text)
    done = run("sbatch", "--parsable", *options, path, check=True)
    return done.stdout.strip()


def demonstrate(place, results):
    folder = place.path
    made = write_inputs(folder / "made", accounts=80, licenses=20)
    build = [
        place.program, "build", "--input", SAMPLE, made, *DAYS, "--config",
        SAMPLE / "license-digest.yml", "--templates", ROOT / "templates", "--formats",
        "html,text,eml,json", "--quiet"]
    done = run(*build, "--output", folder / "whole")
    if not results.check(done.returncode == 1, f"one build: {done.returncode} {done.stderr[-500:]}"):
        return
    words = {
        "folder": folder, "last": SHARDS - 1, "shards": SHARDS, "dying": DYING,
        "program": place.program, "build": shlex.join(map(str, build))}
    array = submit(folder, "shard", SHARD_JOB.format(**words))
    merge = submit(
        folder, "merge", MERGE_JOB.format(**words), f"--dependency=afterok:{array}",
        "--kill-on-invalid-dep=yes")
    until(lambda: (folder / "died").exists(), 60, "the task dies")
    left = [path.name for path in (folder / "shards").glob(f".{DYING}.new-*")]
    results.check(left, "the killed task leaves a half-written folder")
    results.check(not (folder / "merged").exists(), "nothing is merged without all shards")
    run("scontrol", "requeue", f"{array}_{DYING}", check=True)
    until(lambda: not run("squeue", "--noheader").stdout.strip(), 120, f"job {merge} ends")
    results.check(
        tree_hash(folder / "merged") == tree_hash(folder / "whole"), "the bytes of one build")
    results.check(modes(folder / "merged") == modes(folder / "whole"), "the modes of one build")
    left = [path.name for path in (folder / "shards").glob(".*.new-*")]
    results.check(not left, f"the killed task's folder is removed: {left}")
    results.told(f"an array of {SHARDS} shards, one killed and requeued, and a dependent merge")


def main():
    options = arguments(__doc__)
    results = Results()
    missing = [name for name in ("munged", "slurmctld", "slurmd", "sbatch") if not found(name)]
    if missing:
        results.skip("Slurm", f"{' '.join(missing)} missing (apt install slurm-wlm munge)")
        results.finish()
    with Place(options.program) as place, cluster(place.path):
        demonstrate(place, results)
    results.finish()


main()
