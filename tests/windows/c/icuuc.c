/* icuuc.dll for the lab alone: part of Windows since 10.0.15063, unknown to Wine. Qt asks it for text encodings it does
   not know itself; this one knows none, which is a true answer. It never comes near the bundle. */
#define CALL(name) __declspec(dllexport) void *name(void) { return 0; }

__declspec(dllexport) void *ucnv_open(const char *name, int *error)
{
    (void)name;
    if (error)
        *error = 4; /* U_FILE_ACCESS_ERROR: there is no such encoding */
    return 0;
}

CALL(ucnv_countAvailable) CALL(ucnv_getAvailableName) CALL(ucnv_getStandardName)
CALL(ucnv_close) CALL(ucnv_reset) CALL(ucnv_getName) CALL(ucnv_getMaxCharSize)
CALL(ucnv_fromUnicode) CALL(ucnv_toUnicode) CALL(ucnv_fromUCountPending) CALL(ucnv_toUCountPending)
CALL(ucnv_getFromUCallBack) CALL(ucnv_setFromUCallBack) CALL(ucnv_cbFromUWriteUChars)
CALL(ucnv_getToUCallBack) CALL(ucnv_setToUCallBack) CALL(ucnv_cbToUWriteUChars)
CALL(UCNV_FROM_U_CALLBACK_SUBSTITUTE) CALL(UCNV_TO_U_CALLBACK_SUBSTITUTE)
