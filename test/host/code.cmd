@rem The launcher code.ts for Windows, where a script is no executable.
@node "%~dp0code.ts" %*
