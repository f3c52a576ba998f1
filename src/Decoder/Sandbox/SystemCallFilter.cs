using System.Runtime.InteropServices;
using GenreQueue.Decoder.Interop;

namespace GenreQueue.Decoder.Sandbox;

/// <summary>
/// Denies this process, its threads and the programs that it starts the system calls that decoding never needs: sockets of any
/// kind, and access to other processes. Linux only (seccomp, which needs no privilege); does nothing elsewhere.
/// </summary>
internal static class SystemCallFilter
{
    private const int SetNoNewPrivileges = 38;
    private const nuint FilterMode = 1, AllThreads = 1;

    private const ushort LoadWord = 0x20, JumpIfEqual = 0x15, JumpIfAtLeast = 0x35, Return = 0x06;
    private const uint NumberOffset = 0, ArchitectureOffset = 4;
    private const uint Allow = 0x7FFF_0000, Deny = 0x0005_0000 | 13;   // EACCES

    // The x32 numbering of x86-64, which would bypass the list.
    private const uint X32Bit = 0x4000_0000;

    private sealed record Platform(uint Architecture, nint Seccomp, uint[] Denied);

    // socket, ptrace, process_vm_readv, process_vm_writev, io_uring_setup
    private static readonly Platform X64 = new(0xC000_003E, 317, [41, 101, 310, 311, 425]);
    private static readonly Platform Arm64 = new(0xC000_00B7, 277, [198, 117, 270, 271, 425]);

    /// <exception cref="InvalidOperationException">The kernel rejects the filter.</exception>
    public static void Apply()
    {
        if (!OperatingSystem.IsLinux()) return;
        Check("prctl(PR_SET_NO_NEW_PRIVS)", LibC.ProcessControl(SetNoNewPrivileges, 1, 0, 0, 0));

        Platform? platform = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => X64,
            Architecture.Arm64 => Arm64,
            _ => null,
        };
        if (platform is null) return;

        var program = Program(platform);
        unsafe
        {
            fixed (ulong* instructions = program)
            {
                var filter = new FilterProgram((ushort)program.Length, (nint)instructions);
                Check("seccomp", LibC.SystemCall(platform.Seccomp, FilterMode, AllThreads, filter));
            }
        }
    }

    private static ulong[] Program(Platform platform)
    {
        var denied = platform.Denied;
        List<ulong> program =
        [
            Instruction(LoadWord, ArchitectureOffset),
            Instruction(JumpIfEqual, platform.Architecture, onFalse: (byte)(denied.Length + 3)),
            Instruction(LoadWord, NumberOffset),
            Instruction(JumpIfAtLeast, X32Bit, onTrue: (byte)(denied.Length + 1)),
        ];
        for (var i = 0; i < denied.Length; i++) program.Add(Instruction(JumpIfEqual, denied[i], onTrue: (byte)(denied.Length - i)));
        program.Add(Instruction(Return, Allow));
        program.Add(Instruction(Return, Deny));
        return [.. program];
    }

    // struct sock_filter: code, jump if true, jump if false (both count instructions to skip), operand.
    private static ulong Instruction(ushort code, uint operand, byte onTrue = 0, byte onFalse = 0) =>
        code | (ulong)onTrue << 16 | (ulong)onFalse << 24 | (ulong)operand << 32;

    private static void Check(string call, nint result)
    {
        if (result != 0) throw new InvalidOperationException($"{call} failed: {Marshal.GetLastPInvokeErrorMessage()}.");
    }
}
