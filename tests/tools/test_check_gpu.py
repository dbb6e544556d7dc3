"""The check that a GPU is there fails where none is, and says what to look for."""

import keras
import pytest

from tools import check_gpu


def test_without_a_gpu_it_fails(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(keras.distribution, "list_devices", lambda kind: [])
    assert check_gpu.main() == 1
    assert "sees no GPU. Does `nvidia-smi` show one" in capsys.readouterr().err


def test_it_asks_for_gpus_and_computes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = []
    monkeypatch.setattr(keras.distribution, "list_devices", lambda kind: asked.append(kind) or ["gpu:0"])
    assert check_gpu.main() == 0
    assert asked == ["gpu"]
    assert "computes on gpu:0" in capsys.readouterr().out


def test_numbers_that_are_not_finite_fail(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(keras.distribution, "list_devices", lambda kind: ["gpu:0"])
    monkeypatch.setattr(keras.layers, "LSTM", lambda units: lambda x: x * float("nan"))
    assert check_gpu.main() == 1
    assert "not finite" in capsys.readouterr().err
