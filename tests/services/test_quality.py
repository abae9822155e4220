"""Scores are kept whole or not at all, stay once the version is approved, and say what changed and who agrees."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from hospcomms.cli import main
from hospcomms.domain.charts.quality import scores_chart
from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.fields import Record, Texts
from hospcomms.domain.materials import APPROVED, Material, MaterialVersion, Pretest, QualityScore
from hospcomms.domain.quality.scoring import SHEETS
from hospcomms.domain.quality.sheets import NA, NO, YES
from hospcomms.reports.document import Document, Table, VerdictBox
from hospcomms.services import quality, records, reports
from hospcomms.services.office import Office
from hospcomms.services.quality_reports import BLANKS, QUALITY_SHEET

FIRST = {"reader": "مرضى السكري", "literacy": "متوسطة", "aim": "فحص سنوي", "message": "قيسوا السكر مرة في السنة"}
FULL = {**dict.fromkeys(range(1, 21), YES), 17: NO}


def leaflet(office: Office, *editions: str) -> list[MaterialVersion]:
    """A leaflet with Arabic versions of these numbers."""
    whole = records.save(office, Material(title=Texts("مطوية", "Dépliant", "Leaflet"))).saved(Material)
    made = []
    for edition in editions:
        version = MaterialVersion(material=whole.id, edition=edition, language="ar", wording="قيسوا السكر مرة كل سنة.")
        made.append(records.save(office, version).saved(MaterialVersion))
    return made


def unscored(office: Office, version: MaterialVersion, instrument: str = "cci", who: str = "ن. عيّنة") -> QualityScore:
    first = FIRST if SHEETS[instrument].asks_first else {}
    return QualityScore(
        material=version.material,
        version=version.id,
        instrument=instrument,
        scored_by=who,
        scored_on=office.today,
        **first,  # type: ignore[arg-type]
    )


def approved(office: Office, version: MaterialVersion) -> None:
    """The version approved, as its verbs would leave it."""
    with office.store.change("Approve") as change:
        change.save(replace(change.stored(MaterialVersion, version.id), state=APPROVED))


def test_a_sheet_is_kept_whole_with_its_score_and_half_filled_only_as_a_draft(office: Office) -> None:
    (version,) = leaflet(office, "1")
    half = {1: YES, 2: NO}
    with pytest.raises(Refusal, match="18 items have no answer yet"):
        quality.keep_score(office, unscored(office, version), half)
    assert quality.scores_of(office, version) == []
    quality.keep_half(office, replace(unscored(office, version), aim=""), half)
    quality.keep_half(office, unscored(office, version, "pemat_p"), {20: YES})
    assert quality.half_filled(office, version) == ("cci", "pemat_p")
    again, answers = quality.begun(office, version, "cci")
    assert (again.reader, again.aim, answers) == (FIRST["reader"], "", half)
    with pytest.raises(Invalid):  # one of the four first questions has no answer
        quality.keep_score(office, again, FULL)
    kept = quality.keep_score(office, replace(again, aim="x"), {**FULL, 8: NO, 15: NA, 12: NO}).saved(QualityScore)
    # parts B and C and item 19 do not apply: 13 of 20 left, of which one is 0
    assert (kept.score, kept.second, kept.has_passed) == (92.3, None, True)
    assert quality.half_filled(office, version) == ("pemat_p",)
    assert [item.number for item in quality.to_revise(kept)] == [8]
    assert quality.begun(office, version, "cci_short")[0].message == FIRST["message"]


def test_a_score_is_corrected_until_its_version_is_approved_and_then_it_stays(office: Office) -> None:
    first, second = leaflet(office, "1", "2")
    kept = quality.keep_score(office, unscored(office, first), {**FULL, 8: NO}).saved(QualityScore)
    assert quality.may_be_corrected(office, kept)
    kept = quality.keep_score(office, kept, FULL).saved(QualityScore)
    assert kept.score == 100.0
    approved(office, first)
    assert not quality.may_be_corrected(office, kept)
    tries: tuple[QualityScore, ...] = (
        replace(kept, answers="", scored_by="x"),
        replace(kept, instrument="cci_short"),
        replace(kept, version=second.id),
    )
    for changed in tries:
        with pytest.raises(Refusal) as refused:
            records.save(office, changed)
        assert refused.value.kind == "scored"
    with pytest.raises(Refusal):
        records.remove(office, QualityScore, [kept.id])
    assert records.get(office, QualityScore, kept.id).score == 100.0
    anew = quality.keep_score(office, unscored(office, first), {**FULL, 9: NO}).saved(QualityScore)
    assert anew.id != kept.id
    records.remove(office, Material, [first.material])  # with the whole material its scores go too
    records.recover(office, Material, [first.material])
    assert len(quality.scores_of(office, first)) == 2


def test_a_score_or_pretest_of_another_materials_version_is_refused(office: Office) -> None:
    (one,), (other,) = leaflet(office, "1"), leaflet(office, "1")
    wrong: tuple[Record, ...] = (
        replace(unscored(office, one), material=other.material),
        Pretest(material=other.material, version=one.id, done_on=office.today, sample=5, findings="x"),
    )
    for record in wrong:
        with pytest.raises(Invalid):
            records.save(office, record)


def test_versions_are_compared_over_time_and_two_scorers_with_each_other(office: Office) -> None:
    old, new = leaflet(office, "1", "2")
    early = replace(unscored(office, old), scored_on=office.today - timedelta(days=30))
    before = quality.keep_score(office, early, {**FULL, 3: NO, 8: NO}).saved(QualityScore)
    now = quality.keep_score(office, unscored(office, new), {**FULL, 8: NO, 11: NO}).saved(QualityScore)
    other = quality.keep_score(office, unscored(office, new, who="ل. مراد"), FULL).saved(QualityScore)
    found = quality.course(office, new)
    assert [score.id for score in found.scores] == [before.id, now.id, other.id]
    assert quality.before(found, now) == before
    changes = [(change.item.number, change.before, change.after) for change in quality.compared(before, now)]
    assert changes == [(3, NO, YES), (11, YES, NO)]
    second = quality.second_scorer(quality.scores_of(office, new), now)
    assert second == other
    agreed = quality.agreement(now, other)
    assert agreed is not None
    assert (agreed.same, agreed.items, agreed.percent) == (18, 20, 90.0)
    chart = scores_chart(found.scores, found.editions, office.settings.locale)
    assert [series.values for series in chart.series] == [(90.0, 90.0, 100.0)]
    assert len(chart.points) == 3


def test_the_share_who_understood_has_the_interval_of_wilson(office: Office) -> None:
    (version,) = leaflet(office, "1")
    pretest = Pretest(material=version.material, version=version.id, sample=24, understood=15)
    found = quality.understood(pretest)
    assert found is not None
    assert (round(found[0], 3), round(found[1].low, 3), round(found[1].high, 3)) == (0.625, 0.427, 0.788)
    assert quality.understood(replace(pretest, understood=None)) is None
    assert quality.understood(replace(pretest, understood=30)) is None


def test_the_sheets_on_paper_hold_every_item_in_every_language(office: Office, tmp_path: Path) -> None:
    (version,) = leaflet(office, "1")
    kept = quality.keep_score(office, unscored(office, version), {**FULL, 8: NO, 9: NO, 10: NO}).saved(QualityScore)
    for language in ("ar", "fr", "en"):
        speaking = office.settings.locale_for(language)
        _, made = reports.report_document(office, QUALITY_SHEET, kept.id, speaking)
        (box,) = (block for block in made.blocks if isinstance(block, VerdictBox))
        assert box.shape == "soon"
        assert "85" in str(box.lines)
        assert _rows(made) >= 20 + 3
        for key, name in BLANKS.items():
            for ident in (None, version.id):
                _, blank = reports.report_document(office, name, ident, speaking)
                assert _rows(blank) >= len(SHEETS[key].items)
    written = reports.make(office, BLANKS["cci"], version.id, office.settings.locale_for("ar"), tmp_path / "x.pdf")
    assert written.warnings == ()


def _rows(made: Document) -> int:
    return sum(len(block.rows) for block in made.blocks if isinstance(block, Table))


def test_the_command_line_measures_a_text_in_utf_8_or_older_and_refuses_what_is_no_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "قيسوا نسبة السكر مرة كل سنة. يستغرق الفحص خمس دقائق."
    for encoding in ("utf-8", "cp1256"):
        (tmp_path / "t.txt").write_bytes(text.encode(encoding))
        assert main(["readability", str(tmp_path / "t.txt"), "--language", "ar", "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert (told["words"], told["sentences"], told["lix"]) == (10, 2, 5.0)
    for content in (b"\0\0\0", b" \n 12 "):
        (tmp_path / "t.txt").write_bytes(content)
        assert main(["readability", str(tmp_path / "t.txt")]) == 1
    assert main(["readability", str(tmp_path / "none.txt")]) == 1
