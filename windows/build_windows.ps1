<#
.SYNOPSIS
    Makes HospComms for Windows on a Windows computer: the folder dist\HospComms and out\HospComms-Setup-VERSION.exe.

.DESCRIPTION
    Needed: 64-bit Windows 10 or 11, Python 3.12 or 3.13 (64 bit) of python.org, and Inno Setup 6.4 or later for Setup.
    The packages come from the package index, or with -Wheels from a folder (a computer without network).
    In order: a fresh environment in build\venv, the versions of constraints.txt, the icon as it is in the repository,
    PyInstaller with windows\hospcomms.spec, the check of the folder, the program's own trial, Setup.

.EXAMPLE
    powershell -ExecutionPolicy Bypass -File windows\build_windows.ps1

.EXAMPLE
    powershell -ExecutionPolicy Bypass -File windows\build_windows.ps1 -Sign 0123456789ABCDEF0123456789ABCDEF01234567
#>
[CmdletBinding()]
param(
    # python.exe to build with; found by the launcher "py" otherwise
    [string]$Python = '',
    # a folder of wheels to install from, without network
    [string]$Wheels = '',
    # ISCC.exe of Inno Setup; looked for in the usual places otherwise
    [string]$Iscc = '',
    # thumbprint of the certificate to sign with, in the store of this user
    [string]$Sign = '',
    [string]$SignTool = 'signtool.exe',
    [string]$TimestampServer = 'http://timestamp.digicert.com',
    # leave Setup out: only the folder is made
    [switch]$NoSetup
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$Root = Split-Path -Parent $PSScriptRoot
$Folder = 'dist\HospComms'

function Invoke-Program {
    # Runs a program and ends the script when it fails.
    param([string]$What, [string]$File, [string[]]$Words)
    Write-Host "== $What"
    & $File @Words
    if ($LASTEXITCODE -ne 0) {
        throw "$What failed: $File ended with $LASTEXITCODE."
    }
}

function Test-Python {
    # Whether a command starts a 64-bit Python 3.12 or 3.13.
    param([string]$File, [string[]]$Words)
    if (-not (Get-Command $File -ErrorAction SilentlyContinue)) {
        return $false
    }
    $code = "import struct, sys; print(struct.calcsize('P') * 8, sys.version_info.major, sys.version_info.minor)"
    $asked = $Words + @('-c', $code)
    try {
        $answer = & $File @asked
    }
    catch {
        return $false
    }
    return ($LASTEXITCODE -eq 0) -and (@('64 3 12', '64 3 13') -contains "$answer".Trim())
}

function Find-Python {
    # The command of the Python to build with, as an array: the file, then its first words.
    if ($Python) {
        if (Test-Python $Python @()) {
            return @($Python)
        }
        throw "$Python is not a 64-bit Python 3.12 or 3.13."
    }
    foreach ($version in @('-3.13-64', '-3.12-64', '-3.13', '-3.12')) {
        if (Test-Python 'py.exe' @($version)) {
            return @('py.exe', $version)
        }
    }
    if (Test-Python 'python.exe' @()) {
        return @('python.exe')
    }
    throw 'No 64-bit Python 3.12 or 3.13 was found. Install it from python.org, or name it with -Python.'
}

function Find-Iscc {
    # The compiler of Inno Setup.
    if ($Iscc) {
        return (Resolve-Path -LiteralPath $Iscc).Path
    }
    $known = Get-Command 'ISCC.exe' -ErrorAction SilentlyContinue
    if ($known) {
        return $known.Source
    }
    foreach ($top in @("$env:LOCALAPPDATA\Programs", "${env:ProgramFiles(x86)}", "$env:ProgramFiles")) {
        $file = "$top\Inno Setup 6\ISCC.exe"
        if (Test-Path -LiteralPath $file) {
            return $file
        }
    }
    throw 'Inno Setup 6 was not found. Install it, name ISCC.exe with -Iscc, or leave Setup out with -NoSetup.'
}

function Write-Size {
    # The size and the SHA-256 of a file, for the release notes.
    param([string]$File)
    $size = (Get-Item -LiteralPath $File).Length / 1000000
    $hash = (Get-FileHash -LiteralPath $File -Algorithm SHA256).Hash.ToLowerInvariant()
    Write-Host ('{0}  {1:N1} MB' -f $File, $size)
    Write-Host "SHA-256  $hash"
}

Push-Location -LiteralPath $Root
try {
    $start = @(Find-Python)
    $compiler = ''
    if (-not $NoSetup) {
        $compiler = Find-Iscc
    }
    foreach ($old in @('build', 'dist')) {
        if (Test-Path -LiteralPath $old) {
            Remove-Item -LiteralPath $old -Recurse -Force
        }
    }
    New-Item -ItemType Directory -Force -Path 'build', 'out' | Out-Null

    $first = @()
    if ($start.Count -gt 1) {
        $first = @($start[1])
    }
    Invoke-Program 'A fresh environment' $start[0] ($first + @('-m', 'venv', 'build\venv'))
    $venv = "$Root\build\venv\Scripts\python.exe"

    # The program's packages alone: what only tests it must not be found by the bundler.
    $list = "import pathlib, tomllib; " +
        "wanted = tomllib.loads(pathlib.Path('pyproject.toml').read_text(encoding='utf-8'))['project']; " +
        "pathlib.Path('build/wanted.txt').write_text(chr(10).join(wanted['dependencies']), encoding='utf-8')"
    Invoke-Program 'The list of packages' $venv @('-c', $list)
    $from = @()
    if ($Wheels) {
        $from = @('--no-index', '--find-links', (Resolve-Path -LiteralPath $Wheels).Path)
    }
    $install = @('-m', 'pip', 'install', '--disable-pip-version-check', '--only-binary=:all:') + $from
    Invoke-Program 'Packages of the program' $venv ($install + @('-c', 'constraints.txt', '-r', 'build\wanted.txt'))
    Invoke-Program 'Tools that build' $venv ($install + @('-r', 'windows\build-tools.txt'))

    Invoke-Program 'The folder of the program' $venv @(
        '-m', 'PyInstaller', '--noconfirm', '--clean', '--workpath', 'build\work', '--distpath', 'dist',
        'windows\hospcomms.spec'
    )
    Invoke-Program 'The check of the folder' $venv @('-m', 'windows.bundle_check', $Folder)

    if ($Sign) {
        Invoke-Program 'Signatures of the programs' $SignTool @(
            'sign', '/fd', 'sha256', '/sha1', $Sign, '/td', 'sha256', '/tr', $TimestampServer,
            "$Folder\HospComms.exe", "$Folder\hospcomms-cli.exe"
        )
    }
    Invoke-Program 'The trial of the program' "$Root\$Folder\hospcomms-cli.exe" @(
        'selftest', '--out', 'build\selftest', '--data', 'build\selftest-data'
    )

    if (-not $NoSetup) {
        $words = @('/Qp')
        if ($Sign) {
            $tool = (Get-Command $SignTool).Source
            $words += '/DSIGN'
            # $q and $f are words of Inno Setup: a quotation mark, and the file to sign
            $words += '/Shospcomms=$q' + $tool + '$q sign /fd sha256 /sha1 ' + $Sign +
                ' /td sha256 /tr ' + $TimestampServer + ' $f'
        }
        Invoke-Program 'Setup' $compiler ($words + @('installer.iss'))
    }

    $files = @(Get-ChildItem -LiteralPath $Folder -Recurse -File)
    $total = ($files | Measure-Object -Property Length -Sum).Sum / 1000000
    Write-Host ('{0}  {1:N1} MB in {2} files' -f $Folder, $total, $files.Count)
    if (-not $NoSetup) {
        foreach ($setup in @(Get-ChildItem -Path 'out\HospComms-Setup-*.exe')) {
            Write-Size $setup.FullName
        }
    }
}
finally {
    Pop-Location
}
