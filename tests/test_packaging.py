"""What an install brings: everything that the program needs, and nothing else."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MODULES_AT_THE_ROOT = {"__init__.py", "__main__.py", "cli.py", "errors.py", "vocabulary.py"}
NOT_SOURCES = shutil.ignore_patterns(".*", "build", "dist", "*.egg-info", "__pycache__", "venv")
DATA = [("ontology", "*.ttl"), ("ontology", "*.jsonld"), ("queries", "*.rq"), ("corpus", "*"), (".", "py.typed")]
DATA += [("presentation/help", "*.txt"), ("presentation", "*.css"), ("presentation", "*.js")]
DATA += [("presentation/forms", "*.css"), ("presentation/forms", "*.jinja")]
DATA += [("presentation/pictures", "*.toml"), ("answers/gaps", "*.toml"), ("answers/profile", "*.toml")]


def packages_on_disk() -> Iterator[str]:
    """Yield every folder of the checkout that is a package, by its dotted name."""
    yield "mandategraph"
    folders = [folder for folder in ROOT.iterdir() if folder.is_dir() and not folder.name.startswith(".")]
    for folder in folders:
        if folder.name in ("build", "dist", "tests") or (folder / "pyvenv.cfg").exists():
            continue
        for marker in folder.rglob("__init__.py"):
            yield ".".join(["mandategraph", *marker.parent.relative_to(ROOT).parts])


def data_files() -> Iterator[Path]:
    for folder, pattern in DATA:
        found = sorted(path for path in (ROOT / folder).glob(pattern) if path.is_file())
        assert found, f"no {pattern} in {folder}"
        yield from (path.relative_to(ROOT) for path in found)


# --- what the project says about itself --------------------------------------------------------------------------


def test_every_package_on_disk_is_listed() -> None:
    assert sorted(packages_on_disk()) == sorted(PROJECT["tool"]["setuptools"]["packages"])


def test_no_other_module_stands_at_the_root_where_it_would_ship() -> None:
    assert {path.name for path in ROOT.glob("*.py")} == MODULES_AT_THE_ROOT


def test_the_version_of_the_package_is_that_of_the_project() -> None:
    assert importlib.metadata.version("mandategraph") == PROJECT["project"]["version"]


# --- what is built -----------------------------------------------------------------------------------------------


def require_the_build_backend() -> None:
    missing = [name for name in ("build", "setuptools") if importlib.util.find_spec(name) is None]
    if missing:
        pytest.skip(f"building needs {' and '.join(missing)}, which is not installed here")
    wanted = PROJECT["build-system"]["requires"][0].removeprefix("setuptools>=")
    if int(importlib.metadata.version("setuptools").split(".")[0]) < int(wanted):
        pytest.skip(f"building needs setuptools {wanted} or newer, and this environment has an older one")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that was built from it and from nothing else."""
    require_the_build_backend()
    checkout = tmp_path_factory.mktemp("checkout") / "project"
    shutil.copytree(ROOT, checkout, ignore=NOT_SOURCES)
    out = tmp_path_factory.mktemp("dist")
    done = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(checkout)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="module")
def wheel(built: Path) -> Iterator[zipfile.ZipFile]:
    """The wheel, open."""
    (path,) = built.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        yield archive


@pytest.fixture(scope="module")
def sdist(built: Path) -> Iterator[tarfile.TarFile]:
    """The sdist, open."""
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        yield archive


def test_the_wheel_installs_only_the_package(wheel: zipfile.ZipFile) -> None:
    information = f"mandategraph-{PROJECT['project']['version']}.dist-info"
    assert {name.split("/")[0] for name in wheel.namelist()} == {"mandategraph", information}


def test_the_wheel_has_every_data_file_as_it_is(wheel: zipfile.ZipFile) -> None:
    for path in data_files():
        assert wheel.read(f"mandategraph/{path.as_posix()}") == (ROOT / path).read_bytes()


def test_the_wheel_has_every_module_of_every_package_and_no_other(wheel: zipfile.ZipFile) -> None:
    folders = [Path(*name.split(".")[1:]) for name in packages_on_disk()]
    on_disk = {(folder / path.name).as_posix() for folder in folders for path in (ROOT / folder).glob("*.py")}
    shipped = {name.removeprefix("mandategraph/") for name in wheel.namelist() if name.endswith(".py")}
    assert shipped == on_disk
    assert {name for name in shipped if "/" not in name} == MODULES_AT_THE_ROOT


def test_the_wheel_has_no_file_that_is_neither_module_nor_data(wheel: zipfile.ZipFile) -> None:
    known = {f"mandategraph/{path.as_posix()}" for path in data_files()}
    others = [name for name in wheel.namelist() if name.startswith("mandategraph/") and not name.endswith(".py")]
    assert set(others) == known


@pytest.mark.parametrize("ending", ["dist-info/licenses/LICENSE", "dist-info/entry_points.txt"])
def test_the_wheel_has_its_licence_and_its_command(wheel: zipfile.ZipFile, ending: str) -> None:
    (name,) = [name for name in wheel.namelist() if name.endswith(ending)]
    text = wheel.read(name).decode()
    assert "Apache License" in text if "LICENSE" in name else "mandates = mandategraph.__main__:main" in text


def test_the_sdist_has_every_data_file_and_the_licence(sdist: tarfile.TarFile) -> None:
    names = {name.partition("/")[2] for name in sdist.getnames()}
    expected = {path.as_posix() for path in data_files()} | {"LICENSE", "README.md", "pyproject.toml"}
    assert expected <= names


def test_the_installed_wheel_runs(built: Path, tmp_path: Path) -> None:
    (path,) = built.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path / "site")
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "site"), "MANDATES_STORE": str(tmp_path / "store")}
    where = [sys.executable, "-c", "import mandategraph; print(mandategraph.__file__)"]
    command = [sys.executable, "-m", "mandategraph.cli", "report", "--body", "CICP", "--format", "jsonl"]
    found, done = (
        subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        for words in (where, command)
    )
    assert Path(found.stdout.strip()).is_relative_to(tmp_path / "site")
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) > 50
