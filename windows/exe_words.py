"""What Windows reads in the two programs: the version resource and the manifest."""

from __future__ import annotations

import re
from typing import Any

from hospcomms import VERSION

WINDOW = "HospComms"
COMMANDS = "HospComms command line"

MANIFEST = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0">
  <trustInfo xmlns="urn:schemas-microsoft-com:asm.v3">
    <security>
      <requestedPrivileges>
        <requestedExecutionLevel level="asInvoker" uiAccess="false"/>
      </requestedPrivileges>
    </security>
  </trustInfo>
  <compatibility xmlns="urn:schemas-microsoft-com:compatibility.v1">
    <application>
      <supportedOS Id="{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}"/>
    </application>
  </compatibility>
  <application xmlns="urn:schemas-microsoft-com:asm.v3">
    <windowsSettings>
      <longPathAware xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">true</longPathAware>
      <dpiAware xmlns="http://schemas.microsoft.com/SMI/2005/WindowsSettings">true/pm</dpiAware>
      <dpiAwareness xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">PerMonitorV2</dpiAwareness>
    </windowsSettings>
  </application>
  <dependency>
    <dependentAssembly>
      <assemblyIdentity type="win32" name="Microsoft.Windows.Common-Controls" version="6.0.0.0"
        processorArchitecture="*" publicKeyToken="6595b64144ccf1df" language="*"/>
    </dependentAssembly>
  </dependency>
</assembly>
"""
"""Windows 10 and 11, no rights asked for, long paths, each screen at its own scale (what Qt would set itself, so that
it holds for what is shown before Qt too). No code page is asked for: 1809, the oldest Windows that is served, does not
know that wish, and the program behaves the same with it and without."""


def numbers(version: str) -> tuple[int, int, int, int]:
    """A version as the four numbers that Windows compares: ``0.1.0`` -> (0, 1, 0, 0)."""
    found = [int(digits) for digits in re.findall(r"\d+", version)[:4]]
    first, second, third, fourth = [*found, 0, 0, 0, 0][:4]
    return first, second, third, fourth


def version_resource(file: str, description: str) -> Any:
    """The version resource of a program called ``file``; its words are English, which every Windows shows."""
    from PyInstaller.utils.win32 import versioninfo as told  # late: there only where the bundle is made

    version = numbers(VERSION)
    words = {
        "CompanyName": "HospComms contributors",
        "FileDescription": description,
        "FileVersion": VERSION,
        "InternalName": file.removesuffix(".exe"),
        "LegalCopyright": "© 2026 HospComms contributors. MIT licence.",
        "OriginalFilename": file,
        "ProductName": "HospComms",
        "ProductVersion": VERSION,
    }
    table = told.StringTable("040904B0", [told.StringStruct(name, text) for name, text in words.items()])
    fixed = told.FixedFileInfo(filevers=version, prodvers=version, OS=0x40004, fileType=1)
    return told.VSVersionInfo(
        ffi=fixed,
        kids=[
            told.StringFileInfo([table]),
            told.VarFileInfo([told.VarStruct("Translation", [0x0409, 1200])]),
        ],
    )
