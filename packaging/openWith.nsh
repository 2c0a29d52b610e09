; Offers Galley under "Open with" for files of other programs. Their own programs stay the default ones.

!macro openWithEntry EXT
  WriteRegStr SHELL_CONTEXT "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}\SupportedTypes" ".${EXT}" ""
  WriteRegStr SHELL_CONTEXT "Software\Classes\.${EXT}\OpenWithProgids" "Galley.Text" ""
!macroend

!macro openWithRemoval EXT
  DeleteRegValue SHELL_CONTEXT "Software\Classes\.${EXT}\OpenWithProgids" "Galley.Text"
!macroend

!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\Galley.Text" "" "Text for Galley"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Galley.Text\DefaultIcon" "" "$appExe,0"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Galley.Text\shell\open\command" "" '"$appExe" "%1"'
  WriteRegStr SHELL_CONTEXT "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}\shell\open\command" "" '"$appExe" "%1"'
  !insertmacro openWithEntry "md"
  !insertmacro openWithEntry "markdown"
  !insertmacro openWithEntry "html"
  !insertmacro openWithEntry "htm"
  !insertmacro openWithEntry "txt"
  !insertmacro openWithEntry "docx"
!macroend

!macro customUnInstall
  DeleteRegKey SHELL_CONTEXT "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}"
  DeleteRegKey SHELL_CONTEXT "Software\Classes\Galley.Text"
  !insertmacro openWithRemoval "md"
  !insertmacro openWithRemoval "markdown"
  !insertmacro openWithRemoval "html"
  !insertmacro openWithRemoval "htm"
  !insertmacro openWithRemoval "txt"
  !insertmacro openWithRemoval "docx"
!macroend
