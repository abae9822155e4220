"""Setup's script says the same as the program, in three languages, and does nothing a hospital's computer forbids."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

import hospcomms
from hospcomms.domain import backup_names
from hospcomms.services import office
from tests.gates.installer_script import FILE, LANGUAGES, Script, read
from tests.gates.tree import ROOT
from tests.windows import installed
from ui import running_names, taskbar
from windows import contents

APP_ID = "{{16c61094-9483-4913-a6c1-e64ea7ed5558}"
"""Written out once more: whoever changes it leaves every installed program behind."""


@pytest.fixture(scope="module")
def script() -> Script:
    return read()


def test_the_texts_are_whole_in_three_languages_and_nothing_forbidden_is_done(script: Script) -> None:
    assert script.problems() == []
    assert len(script.messages("CustomMessages")) > 15
    named = [entry["Name"].strip('"') for entry in script.lines("Languages")]
    assert tuple(sorted(named)) == LANGUAGES


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("fr.KeepTitle=", "fr.KeepTitles=", "KeepTitle is in ['ar', 'en']"),
        ("ar.DeleteButton=حذف معطياتي", "ar.DeleteButton=Delete", "ar.DeleteButton: not Arabic"),
        ("ar.DataHeading=معطياتك:", "ar.DataHeading=معطياتك?", "Latin question mark"),
        ("fr.DataHeading=Vos données\u00a0:", "fr.DataHeading=Vos données :", "French spaces"),
        ("en.DataStays=Installing", "en.DataStays=%1 Installing", "DataStays: other values"),
        ("CustomMessage('KeepTitle')", "CustomMessage('KeepTitel')", "KeepTitel is used and not written"),
        ("{code:ProgramFolder}", "{autopf}\\HospComms", "Wine does not know"),
        ('Source: "LICENSE"', 'Source: "LICENCE"', "LICENCE is not in the repository"),
        ("AppPublisher=", "AppPublisherURL=https://hospital.example/\nAppPublisher=", "an address of the network"),
        ("OutputDir=out", "OutputDir=C:\\out", "a path of somebody's computer"),
    ],
)
def test_each_rule_finds_what_breaks_it(script: Script, before: str, after: str, problem: str) -> None:
    assert before in script.text
    found = Script(script.text.replace(before, after)).problems()
    assert [one for one in found if problem in one] != [], found


def test_without_its_byte_order_mark_the_script_is_refused(tmp_path: Path) -> None:
    (tmp_path / "plain.iss").write_bytes(FILE.read_bytes()[3:])
    with pytest.raises(ValueError, match="byte order mark"):
        read(tmp_path / "plain.iss")


def test_an_upgrade_finds_the_older_version(script: Script) -> None:
    assert re.search(r"^AppId=\{\{\{#AppGuid\}\}$", script.sections["Setup"], re.MULTILINE)
    assert "{{" + script.constants["AppGuid"] + "}" == APP_ID
    assert APP_ID[1:] == installed.APP_ID
    assert script.setup("UninstallDisplayName") == "HospComms"
    assert [entry["Name"] for entry in script.lines("InstallDelete")] == [
        rf'"{{app}}\{contents.INNER}"',
        r'"{app}\licences"',
        r'"{app}\guides"',
    ]
    # a folder that holds no program yet may hold somebody's own folder of such a name
    assert {entry.get("Check") for entry in script.lines("InstallDelete")} == {"IsUpgrade"}
    assert r"Result := FileExists(ExpandConstant('{app}\{#Program}'));" in script.sections["Code"]


def test_the_version_has_one_home(script: Script) -> None:
    assert hospcomms.VERSION not in script.text
    assert f'VERSION = "{hospcomms.VERSION}"\n' in (ROOT / "hospcomms" / "__init__.py").read_text(encoding="utf-8")
    assert script.text.count("#define public AppVersion") == 1
    for name in ("AppVersion", "VersionInfoVersion", "VersionInfoProductVersion"):
        assert script.setup(name) == "{#AppVersion}"
    assert script.setup("OutputBaseFilename") == "HospComms-Setup-{#AppVersion}"


def test_setup_names_what_the_program_calls_itself(script: Script) -> None:
    assert tuple(script.setup("AppMutex").split(",")) == running_names.NAMES
    assert script.constants["ModelId"] == taskbar.PROGRAM
    assert {entry["AppUserModelID"].strip('"') for entry in script.lines("Icons")} == {taskbar.PROGRAM}
    assert script.constants["Program"] == contents.WINDOWED == installed.PROGRAM
    assert installed.COMMANDS == contents.CONSOLE
    assert script.constants["DistDir"] == rf"dist\{contents.PROGRAM}"


def test_backups_are_opened_by_the_program(script: Script) -> None:
    assert script.constants["BackupEnding"] == backup_names.BACKUP_ENDING == installed.ENDING
    assert script.constants["BackupClass"] == installed.CLASS
    keys = {entry["Subkey"].strip('"'): entry["ValueData"] for entry in script.lines("Registry")}
    assert keys[r"Software\Classes\.hcbackup"] == '"HospComms.Backup"'
    assert keys[r"Software\Classes\HospComms.Backup\shell\open\command"] == r'"""{app}\HospComms.exe"" ""%1"""'
    assert all(entry["Root"] == "HKA" for entry in script.lines("Registry"))
    assert script.setup("ChangesAssociations") == "yes"


def test_setup_needs_no_administrator_and_a_windows_that_the_program_runs_on(script: Script) -> None:
    assert script.setup("PrivilegesRequired") == "lowest"
    assert script.setup("PrivilegesRequiredOverridesAllowed") == "commandline"
    assert script.setup("MinVersion") == "10.0.17763"
    assert script.setup("ArchitecturesAllowed") == script.setup("ArchitecturesInstallIn64BitMode") == "x64compatible"


def test_the_data_that_setup_spares_is_the_data_of_the_program(
    script: Script, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    kept = office.default_folder().relative_to(tmp_path)
    assert kept.parts == ("HospComms", "data")
    assert r"ExpandConstant('{localappdata}\HospComms')" in script.sections["Code"]
    touched = [entry["Name"] for section in ("InstallDelete", "Icons") for entry in script.lines(section)]
    assert not any("localappdata" in name for name in touched)
    assert "UninstallDelete" not in script.sections


def test_the_pictures_and_the_icon_are_there(script: Script) -> None:
    named = [script.setup(name) for name in ("SetupIconFile", "WizardImageFile", "WizardSmallImageFile")]
    for file in ",".join(named).split(","):
        assert (ROOT / file.replace("\\", "/")).is_file(), file
