; HospComms Setup for Windows: Inno Setup 6.4 or later, saved as UTF-8 with a byte order mark.
;
; From the root of the repository, after PyInstaller has filled dist\HospComms:
;     ISCC installer.iss                        the version is read from hospcomms\__init__.py; out\HospComms-Setup-….exe
;     ISCC /DAppVersion=0.2.0 /DDistDir=folder installer.iss      (a relative folder counts from this file)
;
; Signing (no certificate is part of the repository):
;   Windows: ISCC /DSIGN "/Shospcomms=signtool sign /fd sha256 /sha1 THUMBPRINT /td sha256 /tr TIMESTAMPSERVER $f" installer.iss
;            signs the uninstaller and Setup.
;   Linux:   ISCC runs in Wine and cannot call osslsigncode. First pass: ISCC /DSIGNED_UNINSTALLER_DIR=sig installer.iss
;            ends with 2 and leaves sig\uninst-….e32: sign that file in its place with osslsigncode; the second pass, with the
;            same words, makes Setup: sign it last.

; The version has one home: the line VERSION = "…" of the program.
#ifndef AppVersion
  #define Handle
  #define Line
  #sub ReadVersion
    #define public Line FileRead(Handle)
    #if Copy(Line, 1, 11) == 'VERSION = "'
      #define public AppVersion Copy(Line, 12, Len(Line) - 12)
    #endif
  #endsub
  #for {Handle = FileOpen(SourcePath + "\hospcomms\__init__.py"); Handle && !FileEof(Handle); ""} ReadVersion
  #if Handle
    #expr FileClose(Handle)
  #endif
#endif
#ifndef AppVersion
  #error The version is not known: hospcomms\__init__.py is missing beside this file; give /DAppVersion=
#endif
#ifndef DistDir
  #define DistDir "dist\HospComms"
#endif
; Packed faster where it is only tried: ISCC /DCompression=lzma2/fast
#ifndef Compression
  #define Compression "lzma2/max"
#endif
#define Program "HospComms.exe"
#define AppGuid "16c61094-9483-4913-a6c1-e64ea7ed5558"
#define ModelId "HospComms.Workplace"
#define BackupClass "HospComms.Backup"
#define BackupEnding ".hcbackup"

[Setup]
; Never changed: upgrades find the older version by it.
AppId={{{#AppGuid}}
AppName=HospComms
AppVersion={#AppVersion}
AppPublisher=HospComms contributors
AppCopyright=© 2026 HospComms contributors
; The same in every language, so that an upgrade in another one replaces the entry.
UninstallDisplayName=HospComms
UninstallDisplayIcon={app}\{#Program}
VersionInfoVersion={#AppVersion}
VersionInfoDescription=HospComms Setup
VersionInfoProductName=HospComms
VersionInfoProductVersion={#AppVersion}
; One user without administrator rights; IT installs for all with /ALLUSERS, on the command line only.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=commandline
DefaultDirName={code:ProgramFolder}
DisableDirPage=auto
DisableProgramGroupPage=yes
MinVersion=10.0.17763
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
; The language of Windows is proposed; many an officer works in another one.
LanguageDetectionMethod=uilanguage
ShowLanguageDialog=yes
; The program makes both, the second for the other sessions of a terminal server.
AppMutex=HospComms.Running,Global\HospComms.Running
SetupMutex=HospComms.Setup,Global\HospComms.Setup
CloseApplications=yes
RestartApplications=no
ChangesAssociations=yes
SetupLogging=yes
OutputDir=out
OutputBaseFilename=HospComms-Setup-{#AppVersion}
Compression={#Compression}
SolidCompression=yes
WizardStyle=modern
SetupIconFile=windows\hospcomms.ico
WizardImageFile=windows\wizard_100.bmp,windows\wizard_200.bmp
WizardSmallImageFile=windows\mark_100.bmp,windows\mark_200.bmp
#ifdef SIGN
SignTool=hospcomms
SignedUninstaller=yes
#endif
#ifdef SIGNED_UNINSTALLER_DIR
SignedUninstaller=yes
SignedUninstallerDir={#SIGNED_UNINSTALLER_DIR}
#endif

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "fr"; MessagesFile: "compiler:Languages\French.isl"
Name: "ar"; MessagesFile: "compiler:Languages\Arabic.isl"

[Messages]
en.ConfirmUninstall=Remove %1 from this computer?
fr.ConfirmUninstall=Retirer %1 de cet ordinateur ?
en.SetupAppRunningError=%1 is open on this computer.%n%nPlease save your work and close it, then go on. Nothing has been changed so far.
en.UninstallAppRunningError=%1 is open on this computer.%n%nPlease save your work and close it, then go on. Nothing has been removed so far.
fr.SetupAppRunningError=%1 est ouvert sur cet ordinateur.%n%nVeuillez enregistrer votre travail et le fermer, puis continuer. Rien n’a été changé jusqu’ici.
fr.UninstallAppRunningError=%1 est ouvert sur cet ordinateur.%n%nVeuillez enregistrer votre travail et le fermer, puis continuer. Rien n’a été retiré jusqu’ici.
fr.FinishedLabel=L’installation de [name] est terminée. Vous le trouverez dans le menu Démarrer.
en.FinishedLabel=[name] has been installed. You will find it in the Start menu.
; Inno Setup's own Arabic has slips of the pen on these pages, and Latin commas and question marks.
ar.SetupAppRunningError=التطبيق %1 مفتوح على هذا الحاسوب.%n%nيرجى حفظ العمل وإغلاق التطبيق ثم المتابعة. لم يتغير شيء حتى الآن.
ar.UninstallAppRunningError=التطبيق %1 مفتوح على هذا الحاسوب.%n%nيرجى حفظ العمل وإغلاق التطبيق ثم المتابعة. لم يُحذف شيء حتى الآن.
ar.SetupAppTitle=التثبيت
ar.UninstallAppTitle=الإزالة
ar.UninstallAppFullTitle=إزالة %1
ar.SetupAlreadyRunning=عملية تثبيت أخرى جارية. يرجى انتظار نهايتها.
ar.ButtonOK=&حسنا
ar.ExitSetupMessage=لم يكتمل التثبيت. إذا خرجت الآن فلن يُثبَّت التطبيق.%n%nيمكن تشغيل ملف التثبيت مرة أخرى لاحقا.%n%nهل تريد الخروج؟
ar.ClickNext=اضغط على «التالي» للمتابعة، أو على «إلغاء الأمر» للخروج.
ar.SelectLanguageTitle=لغة التثبيت
ar.SelectLanguageLabel=اختر اللغة التي تظهر أثناء التثبيت.
ar.WizardSelectDir=مجلد التطبيق
ar.SelectDirDesc=أين يُثبَّت [name]؟
ar.SelectDirLabel3=سيُثبَّت [name] في المجلد التالي.
ar.SelectDirBrowseLabel=اضغط على «التالي» للمتابعة. لاختيار مجلد آخر اضغط على «استعراض».
ar.DiskSpaceGBLabel=يلزم ما لا يقل عن [gb] غيغابايت من المساحة الحرة.
ar.DiskSpaceMBLabel=يلزم ما لا يقل عن [mb] ميغابايت من المساحة الحرة.
ar.DiskSpaceWarning=يلزم للتثبيت ما لا يقل عن %1 كيلوبايت من المساحة الحرة، وليس في القرص المختار سوى %2 كيلوبايت.%n%nهل تريد المتابعة رغم ذلك؟
ar.WizardSelectTasks=اختيارات إضافية
ar.SelectTasksDesc=ما الذي يُضاف مع التثبيت؟
ar.SelectTasksLabel2=حدد ما ترغب في إضافته عند تثبيت [name]، ثم اضغط على «التالي».
ar.ReadyLabel1=كل شيء جاهز لتثبيت [name] على هذا الحاسوب.
ar.ReadyLabel2a=اضغط على «تثبيت» للبدء، أو على «السابق» لمراجعة اختياراتك.
ar.ReadyLabel2b=اضغط على «تثبيت» للبدء.
ar.ReadyMemoDir=مجلد التطبيق:
ar.ReadyMemoTasks=الاختيارات الإضافية:
ar.PreparingDesc=يجري التحضير لتثبيت [name] على هذا الحاسوب.
ar.CannotContinue=لا يمكن للتثبيت أن يستمر. اضغط على «إلغاء الأمر» للخروج.
ar.WizardInstalling=التثبيت جار
ar.InstallingLabel=يرجى الانتظار ريثما يُثبَّت [name] على هذا الحاسوب.
ar.StatusClosingApplications=يجري إغلاق التطبيقات…
ar.StatusCreateIcons=يجري إنشاء الاختصارات…
ar.StatusExtractFiles=يجري نسخ الملفات…
ar.StatusRunProgram=يجري إنهاء التثبيت…
ar.StatusRollback=يجري التراجع عن التغييرات…
ar.FinishedHeadingLabel=اكتمل تثبيت [name]
ar.FinishedLabelNoIcons=ثُبّت [name] على هذا الحاسوب.
ar.FinishedLabel=ثُبّت [name] على هذا الحاسوب، وستجده في قائمة «ابدأ».
ar.ClickFinish=اضغط على «إنهاء» للخروج.
ar.SetupAborted=لم يكتمل التثبيت.%n%nيرجى إصلاح المشكلة ثم تشغيل ملف التثبيت من جديد.
ar.ConfirmUninstall=هل تريد إزالة %1 من هذا الحاسوب؟
ar.UninstallStatusLabel=يرجى الانتظار ريثما يُزال %1 من هذا الحاسوب.
ar.WizardUninstalling=حالة الإزالة
ar.StatusUninstalling=يجري إزالة %1…
ar.UninstalledAll=أُزيل %1 من هذا الحاسوب.
ar.UninstalledMost=أُزيل %1 من هذا الحاسوب.%n%nتعذر حذف بعض العناصر؛ يمكن حذفها يدويا.

[CustomMessages]
en.BackupType=HospComms backup
fr.BackupType=Sauvegarde HospComms
ar.BackupType=نسخة احتياطية من HospComms
en.ShortcutComment=The communication office of the hospital
fr.ShortcutComment=Le bureau de la communication de l’hôpital
ar.ShortcutComment=مكتب الاتصال بالمستشفى
ar.AdditionalIcons=الاختصارات:
fr.AdditionalIcons=Raccourcis :
en.AdditionalIcons=Shortcuts:
ar.CreateDesktopIcon=إنشاء اختصار على سطح ال&مكتب
fr.CreateDesktopIcon=Créer un raccourci sur le &Bureau
en.CreateDesktopIcon=Create a shortcut on the &desktop
ar.LaunchProgram=تشغيل %1
fr.LaunchProgram=Démarrer %1
en.LaunchProgram=Start %1
en.NewerInstalled=Version %1 of HospComms is installed on this computer; this Setup holds the older version %2.%n%nAn older version cannot read what the newer one has saved, so nothing has been changed. Please start the installed program, or use the Setup of version %1 or later.
fr.NewerInstalled=La version %1 de HospComms est installée sur cet ordinateur ; ce programme d’installation contient la version %2, plus ancienne.%n%nUne version plus ancienne ne peut pas lire ce que la plus récente a enregistré : rien n’a donc été changé. Veuillez démarrer le programme installé, ou utiliser le programme d’installation de la version %1 ou d’une version ultérieure.
ar.NewerInstalled=الإصدار %1 من HospComms مثبت على هذا الحاسوب، وملف التثبيت هذا يحمل إصدارا أقدم هو %2.%n%nلا يستطيع الإصدار الأقدم قراءة ما حفظه الإصدار الأحدث، لذلك لم يتغير شيء. يرجى تشغيل التطبيق المثبت، أو استعمال ملف تثبيت الإصدار %1 أو ما بعده.
en.OneUserHasIt=HospComms %1 is already installed on this computer for one user alone.%n%nIf it is installed for everyone too, that user will have it twice, with the same data. The user’s own copy can then be removed in the Windows settings, under Apps; the data stays.%n%nInstall it for everyone?
fr.OneUserHasIt=HospComms %1 est déjà installé sur cet ordinateur pour un seul utilisateur.%n%nS’il est installé aussi pour tous, cet utilisateur l’aura en double, avec les mêmes données. Son propre exemplaire pourra ensuite être retiré dans les paramètres de Windows, sous Applications ; les données restent.%n%nL’installer pour tous ?
ar.OneUserHasIt=التطبيق HospComms %1 مثبت من قبل على هذا الحاسوب لمستخدم واحد فقط.%n%nإذا ثُبّت للجميع أيضا فسيكون لدى هذا المستخدم مرتين، بالمعطيات نفسها. يمكن بعد ذلك إزالة تطبيقه الخاص من إعدادات Windows، قسم «التطبيقات»، وتبقى المعطيات.%n%nهل تريد تثبيته للجميع؟
en.EveryoneHasIt=HospComms %1 is already installed for all users of this computer; you can start it from the Start menu.%n%nA copy for you alone would use the same data and would have to be kept up to date separately.%n%nInstall a copy for you alone?
fr.EveryoneHasIt=HospComms %1 est déjà installé pour tous les utilisateurs de cet ordinateur ; vous pouvez le démarrer depuis le menu Démarrer.%n%nUn exemplaire pour vous seul utiliserait les mêmes données et devrait être mis à jour à part.%n%nInstaller un exemplaire pour vous seul ?
ar.EveryoneHasIt=التطبيق HospComms %1 مثبت من قبل لجميع مستخدمي هذا الحاسوب، ويمكن تشغيله من قائمة «ابدأ».%n%nتثبيته لك وحدك يستعمل المعطيات نفسها، ويجب تحديثه على حدة.%n%nهل تريد تثبيته لك وحدك؟
en.DataIsThere=HospComms keeps its data in this folder. Please choose another folder for the program, so that the two never mix.
fr.DataIsThere=HospComms garde ses données dans ce dossier. Veuillez choisir un autre dossier pour le programme, afin de ne jamais mélanger les deux.
ar.DataIsThere=يحفظ HospComms معطياته في هذا المجلد. يرجى اختيار مجلد آخر للتطبيق حتى لا يختلطا أبدا.
en.NetworkFolder=This folder is on the network:%n%n%1%n%nThe program would start slowly, and not at all while the network is down. A folder of this computer is better.%n%nUse this folder all the same?
fr.NetworkFolder=Ce dossier se trouve sur le réseau :%n%n%1%n%nLe programme démarrerait lentement, et pas du tout quand le réseau est coupé. Un dossier de cet ordinateur convient mieux.%n%nUtiliser ce dossier malgré tout ?
ar.NetworkFolder=هذا المجلد على الشبكة:%n%n%1%n%nسيكون تشغيل التطبيق بطيئا، ولن يشتغل عند انقطاع الشبكة. من الأفضل اختيار مجلد من هذا الحاسوب.%n%nهل تريد استعمال هذا المجلد رغم ذلك؟
en.DataHeading=Your data:
fr.DataHeading=Vos données :
ar.DataHeading=معطياتك:
en.DataStays=Installing changes nothing in it.
fr.DataStays=L’installation n’y change rien.
ar.DataStays=التثبيت لا يغير فيها شيئا.
en.DataOfEach=in the own folder of each user; installing changes nothing in it.
fr.DataOfEach=dans le dossier personnel de chaque utilisateur ; l’installation n’y change rien.
ar.DataOfEach=في المجلد الخاص بكل مستخدم، والتثبيت لا يغير فيها شيئا.
en.KeepTitle=What should become of your data?
fr.KeepTitle=Que faire de vos données ?
ar.KeepTitle=ماذا تريد أن تفعل بمعطياتك؟
en.KeepText=The program will be removed. Your data (database, backups, attached files, settings) is in this folder:%n%n%1%n%nIf you keep it, HospComms finds it again when it is installed later.
fr.KeepText=Le programme va être retiré. Vos données (base, sauvegardes, fichiers joints, réglages) se trouvent dans ce dossier :%n%n%1%n%nSi vous les gardez, HospComms les retrouvera quand il sera réinstallé.
ar.KeepText=سيُزال التطبيق. توجد معطياتك (قاعدة المعطيات والنسخ الاحتياطية والملفات المرفقة والإعدادات) في هذا المجلد:%n%n%1%n%nإذا أبقيت عليها فسيجدها HospComms عند تثبيته من جديد.
en.KeepAllUsers=This is about your own data only: the data of the other users of this computer stays in any case.
fr.KeepAllUsers=Il ne s’agit que de vos propres données : celles des autres utilisateurs de cet ordinateur restent dans tous les cas.
ar.KeepAllUsers=يتعلق الأمر بمعطياتك وحدك؛ أما معطيات المستخدمين الآخرين لهذا الحاسوب فتبقى في جميع الأحوال.
en.KeepButton=Keep my data (recommended)
fr.KeepButton=Garder mes données (recommandé)
ar.KeepButton=الإبقاء على معطياتي (مستحسن)
en.DeleteButton=Delete my data
fr.DeleteButton=Supprimer mes données
ar.DeleteButton=حذف معطياتي
en.DeleteSure=Everything in this folder will be deleted for good, including the backups in it:%n%n%1%n%nDelete it all?
fr.DeleteSure=Tout le contenu de ce dossier sera supprimé définitivement, y compris les sauvegardes qui s’y trouvent :%n%n%1%n%nTout supprimer ?
ar.DeleteSure=سيُحذف نهائيا كل ما في هذا المجلد، بما فيه النسخ الاحتياطية:%n%n%1%n%nهل تريد حذف كل شيء؟
en.NotDeleted=Some files could not be deleted. They are in this folder:%n%n%1
fr.NotDeleted=Certains fichiers n’ont pas pu être supprimés. Ils se trouvent dans ce dossier :%n%n%1
ar.NotDeleted=تعذر حذف بعض الملفات. وهي في هذا المجلد:%n%n%1

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; GroupDescription: "{cm:AdditionalIcons}"; Flags: unchecked

[InstallDelete]
; Modules and libraries of the older version would be found before the new ones.
; Only where the program is already: another folder may have a "licences" of its own.
Type: filesandordirs; Name: "{app}\_internal"; Check: IsUpgrade
Type: filesandordirs; Name: "{app}\licences"; Check: IsUpgrade
Type: filesandordirs; Name: "{app}\guides"; Check: IsUpgrade

[Files]
Source: "{#DistDir}\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion
Source: "LICENSE"; DestDir: "{app}"; DestName: "LICENSE.txt"; Flags: ignoreversion

[Icons]
Name: "{autoprograms}\HospComms"; Filename: "{app}\{#Program}"; AppUserModelID: "{#ModelId}"; Comment: "{cm:ShortcutComment}"
Name: "{autodesktop}\HospComms"; Filename: "{app}\{#Program}"; AppUserModelID: "{#ModelId}"; Comment: "{cm:ShortcutComment}"; Tasks: desktopicon

[Registry]
Root: HKA; Subkey: "Software\Classes\{#BackupEnding}"; ValueType: string; ValueData: "{#BackupClass}"; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKA; Subkey: "Software\Classes\{#BackupEnding}\OpenWithProgids"; ValueType: string; ValueName: "{#BackupClass}"; ValueData: ""; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKA; Subkey: "Software\Classes\{#BackupClass}"; ValueType: string; ValueData: "{cm:BackupType}"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\{#BackupClass}"; ValueType: string; ValueName: "AppUserModelID"; ValueData: "{#ModelId}"
Root: HKA; Subkey: "Software\Classes\{#BackupClass}\DefaultIcon"; ValueType: string; ValueData: "{app}\{#Program},0"
Root: HKA; Subkey: "Software\Classes\{#BackupClass}\shell\open\command"; ValueType: string; ValueData: """{app}\{#Program}"" ""%1"""

[Run]
Filename: "{app}\{#Program}"; Description: "{cm:LaunchProgram,HospComms}"; Flags: nowait postinstall skipifsilent

[Code]
const
  UninstallKey = 'Software\Microsoft\Windows\CurrentVersion\Uninstall\{{#AppGuid}}_is1';
  DRIVE_REMOTE = 4;
  LRE = #$202A;
  PDF = #$202C;

function GetDriveType(Root: String): Cardinal;
  external 'GetDriveTypeW@kernel32.dll stdcall setuponly';

{ For one user: what the auto constant names on Windows too, but Wine does not know that folder. }
function ProgramFolder(Param: String): String;
begin
  if IsAdminInstallMode then
    Result := ExpandConstant('{commonpf}\HospComms')
  else
    Result := ExpandConstant('{localappdata}\Programs\HospComms');
end;

{ Where the program keeps the data of this user (hospcomms\services\office.py). }
function DataFolder: String;
begin
  Result := ExpandConstant('{localappdata}\HospComms');
end;

{ A path reads from left to right, in an Arabic sentence and with an Arabic name in it too. }
function Path(const Folder: String): String;
begin
  Result := Folder;
  if ActiveLanguage = 'ar' then
    Result := LRE + Folder + PDF;
end;

{ A warning to a person, an entry in the log otherwise: a silent run waits for nobody. }
procedure Tell(const Message: String);
begin
  Log(Message);
  if not WizardSilent then
    MsgBox(Message, mbError, MB_OK);
end;

{ A question to a person; a silent run does what its command line says. }
function Agreed(const Question: String; const Button: Integer): Boolean;
begin
  Log(Question);
  Result := WizardSilent or (MsgBox(Question, mbConfirmation, MB_YESNO or Button) = IDYES);
end;

function VersionUnder(const Root: Integer; const Above: String): String;
begin
  if not RegQueryStringValue(Root, Above + UninstallKey, 'DisplayVersion', Result) then
    Result := '';
end;

function IsNewer(const Installed: String): Boolean;
var
  There, Here: Int64;
begin
  Result := StrToVersion(Installed, There) and StrToVersion('{#AppVersion}', Here)
    and (ComparePackedVersion(There, Here) > 0);
end;

{ The version that one user has, of those who are logged on: an administrator sees only these. }
function VersionOfOneUser: String;
var
  Users: TArrayOfString;
  I: Integer;
begin
  Result := VersionUnder(HKCU, '');
  if (Result = '') and RegGetSubkeyNames(HKU, '', Users) then
    for I := 0 to GetArrayLength(Users) - 1 do
      if Result = '' then
        Result := VersionUnder(HKU, Users[I] + '\');
end;

function InitializeSetup: Boolean;
var
  Mine, Everyone, Newest: String;
begin
  Mine := VersionUnder(HKCU, '');
  Everyone := VersionUnder(HKLM, '');
  Newest := Mine;
  if IsNewer(Everyone) then
    Newest := Everyone;
  Result := not IsNewer(Newest);
  if not Result then
    Tell(FmtMessage(CustomMessage('NewerInstalled'), [Newest, '{#AppVersion}']))
  else if IsAdminInstallMode then begin
    Mine := VersionOfOneUser;
    if Mine <> '' then
      Result := Agreed(FmtMessage(CustomMessage('OneUserHasIt'), [Mine]), MB_DEFBUTTON1);
  end else if Everyone <> '' then
    Result := Agreed(FmtMessage(CustomMessage('EveryoneHasIt'), [Everyone]), MB_DEFBUTTON2);
end;

function IsWithin(const Folder, Outer: String): Boolean;
begin
  Result := Pos(Lowercase(AddBackslash(Outer)), Lowercase(AddBackslash(Folder))) = 1;
end;

function IsOnNetwork(const Folder: String): Boolean;
begin
  Result := (Copy(Folder, 1, 2) = '\\') or (GetDriveType(AddBackslash(ExtractFileDrive(Folder))) = DRIVE_REMOTE);
end;

function NextButtonClick(CurPageID: Integer): Boolean;
begin
  Result := True;
  if CurPageID <> wpSelectDir then
    Exit;
  if IsWithin(WizardDirValue, DataFolder) then begin
    Tell(CustomMessage('DataIsThere'));
    Result := False;
  end else if IsOnNetwork(WizardDirValue) then
    Result := Agreed(FmtMessage(CustomMessage('NetworkFolder'), [Path(WizardDirValue)]), MB_DEFBUTTON2);
end;

{ The last word before anything is written, for a folder that no page has shown. }
function PrepareToInstall(var NeedsRestart: Boolean): String;
begin
  if IsWithin(WizardDirValue, DataFolder) then
    Result := CustomMessage('DataIsThere');
end;

function UpdateReadyMemo(Space, NewLine, MemoUserInfoInfo, MemoDirInfo, MemoTypeInfo, MemoComponentsInfo,
  MemoGroupInfo, MemoTasksInfo: String): String;
begin
  Result := SetupMessage(msgReadyMemoDir) + NewLine + Space + Path(WizardDirValue) + NewLine + NewLine
    + CustomMessage('DataHeading') + NewLine + Space;
  if IsAdminInstallMode then
    Result := Result + CustomMessage('DataOfEach')
  else
    Result := Result + Path(DataFolder) + NewLine + Space + CustomMessage('DataStays');
  if MemoTasksInfo <> '' then
    Result := Result + NewLine + NewLine + MemoTasksInfo;
end;

function HasWord(const Wanted: String): Boolean;
var
  I: Integer;
begin
  Result := False;
  for I := 1 to ParamCount do
    if CompareText(ParamStr(I), Wanted) = 0 then
      Result := True;
end;

{ Whether the folder holds the program already; asked before any file is written. }
function IsUpgrade: Boolean;
begin
  Result := FileExists(ExpandConstant('{app}\{#Program}'));
end;

{ Keeping is the first button and the one that Enter presses; deleting is asked twice. }
function WantsDataDeleted: Boolean;
var
  Text: String;
  Buttons: TArrayOfString;
begin
  Text := FmtMessage(CustomMessage('KeepText'), [Path(DataFolder)]);
  if IsAdminInstallMode then
    Text := Text + #13#10#13#10 + CustomMessage('KeepAllUsers');
  Buttons := [CustomMessage('KeepButton'), CustomMessage('DeleteButton')];
  Result := TaskDialogMsgBox(CustomMessage('KeepTitle'), Text, mbConfirmation, MB_YESNO, Buttons, 0) = IDNO;
  if Result then
    Result := MsgBox(FmtMessage(CustomMessage('DeleteSure'), [Path(DataFolder)]), mbError,
      MB_YESNO or MB_DEFBUTTON2) = IDYES;
end;

procedure DeleteData;
begin
  if DelTree(DataFolder, True, True, True) then
    Log('The data was deleted.')
  else begin
    Log('Not all of the data could be deleted.');
    if not UninstallSilent then
      MsgBox(FmtMessage(CustomMessage('NotDeleted'), [Path(DataFolder)]), mbError, MB_OK);
  end;
end;

{ Before the program goes, and so before its exit code is known: a script that purges may look right after it. }
procedure CurUninstallStepChanged(CurUninstallStep: TUninstallStep);
begin
  if (CurUninstallStep = usUninstall) and DirExists(DataFolder) then
    if HasWord('/PURGEDATA') or (not UninstallSilent and WantsDataDeleted) then
      DeleteData;
end;
