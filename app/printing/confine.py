"""Give a process that reads foreign files only so much memory and time, and no file to write."""

from __future__ import annotations

import sys

MEMORY_BYTES = 2 << 30
CPU_SECONDS = 30

if sys.platform != "win32":
    import resource

    def confine_myself() -> None:
        """Take limits that cannot be widened again: memory, no core file, no file written."""
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    def allow_time(seconds: int = CPU_SECONDS) -> None:
        """Let this process compute so long from now; then the system ends it."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        until = int(used.ru_utime + used.ru_stime) + seconds
        _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (until, hard))

    def confine_child(_handle: int) -> object:
        """Leave a new process to confine itself, as it does before it reads anything."""
        return None

else:
    import ctypes
    from ctypes import wintypes

    # https://learn.microsoft.com/windows/win32/api/winnt/ns-winnt-jobobject_extended_limit_information
    _EXTENDED_LIMITS = 9
    _ACTIVE_PROCESS, _PROCESS_MEMORY, _KILL_ON_CLOSE = 0x8, 0x100, 0x2000

    class _Basic(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", wintypes.LARGE_INTEGER),
            ("PerJobUserTimeLimit", wintypes.LARGE_INTEGER),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class _Extended(ctypes.Structure):
        _fields_ = (
            ("BasicLimitInformation", _Basic),
            ("IoInfo", ctypes.c_ulonglong * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    class _Job:
        """Hold a job object; the process in it ends with it."""

        def __init__(self, process: int) -> None:
            self._kernel = ctypes.WinDLL("kernel32", use_last_error=True)
            self._kernel.CreateJobObjectW.restype = wintypes.HANDLE
            self._handle = self._kernel.CreateJobObjectW(None, None)
            limits = _Extended()
            limits.BasicLimitInformation.LimitFlags = (
                _PROCESS_MEMORY | _ACTIVE_PROCESS | _KILL_ON_CLOSE
            )
            limits.BasicLimitInformation.ActiveProcessLimit = 1
            limits.ProcessMemoryLimit = MEMORY_BYTES
            self._kernel.SetInformationJobObject(
                wintypes.HANDLE(self._handle),
                _EXTENDED_LIMITS,
                ctypes.byref(limits),
                ctypes.sizeof(limits),
            )
            self._kernel.AssignProcessToJobObject(
                wintypes.HANDLE(self._handle), wintypes.HANDLE(process)
            )

        def __del__(self) -> None:
            self._kernel.CloseHandle(wintypes.HANDLE(self._handle))

    def confine_myself() -> None:
        """Leave it to the job object that the parent puts this process into."""

    def allow_time(seconds: int = CPU_SECONDS) -> None:
        """Leave it to the parent's watch: it ends this process when an answer is late."""
        del seconds

    def confine_child(handle: int) -> object:
        """Put a new process into a job with limits; it lives as long as what is returned."""
        return _Job(handle)
