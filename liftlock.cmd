@echo off
rem Builds Liftlock when a source is newer than the jar, then runs it.
setlocal
set "HERE=%~dp0"
set "JAR=%HERE%cli\target\liftlock.jar"
if defined JAVA_HOME (set "JAVA=%JAVA_HOME%\bin\java.exe") else (set "JAVA=java.exe")

"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
    echo liftlock: no Java is found. Install a JDK 17 or later, or set JAVA_HOME to one 1>&2
    exit /b 3
)
powershell -NoProfile -Command "$v = [string](& $env:JAVA -version 2>&1 | Select-Object -First 1); if ($v -match 'version .(\d+)' -and [int]$Matches[1] -ge 17) { exit 0 } else { exit 1 }"
if errorlevel 1 (
    echo liftlock: Java 17 or later is needed. Set JAVA_HOME to one 1>&2
    exit /b 3
)

powershell -NoProfile -Command "if (-not (Test-Path $env:JAR)) { exit 1 }; $t = (Get-Item $env:JAR).LastWriteTimeUtc; $n = @(Get-Item \"$env:HERE*pom.xml\", \"$env:HERE*\pom.xml\") + @(Get-ChildItem \"$env:HERE*\src\main\" -Recurse -File) | Where-Object { $_.LastWriteTimeUtc -gt $t } | Select-Object -First 1; if ($n) { exit 1 } else { exit 0 }"
if errorlevel 1 (
    echo liftlock: building, since it is not built yet or a source has changed 1>&2
    pushd "%HERE%"
    call mvn -q -Dstyle.color=never -B -Dmaven.test.skip=true -pl cli -am package 1>&2
    if errorlevel 1 (
        popd
        echo liftlock: the build failed, see above 1>&2
        exit /b 4
    )
    popd
)

rem A plan is made in seconds: on few processors the optimising compiler and the parallel collector cost more than they give.
set "FLAGS=-XX:+UseSerialGC"
if "%~1"=="plan" set "FLAGS=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"%JAVA%" %FLAGS% -jar "%JAR%" %*
exit /b %ERRORLEVEL%
