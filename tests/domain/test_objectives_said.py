"""How an objective reads as a sentence."""

from __future__ import annotations

from hospcomms.domain.objectives import Objective, smart


def test_a_control_item_is_said_to_be_one_and_has_no_target_to_reach() -> None:
    control = Objective(indicator="Knows the signs of a stroke", is_untargeted=True, target=50.0)
    said = str(smart(control, "staff"))
    assert said.startswith("Control item: “Knows the signs of a stroke”.")
    assert "50" not in said
