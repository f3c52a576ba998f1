using System.Net.Sockets;
using System.Text.RegularExpressions;
using GenreQueue.Analysis.Models;

namespace GenreQueue.Hosting.Configuration;

/// <summary>Why a program cannot start although it works: something outside it has to change.</summary>
/// <param name="Message">What to change, in one sentence or two.</param>
/// <param name="ExitCode">Exit code of the program.</param>
public sealed partial record StartFault(string Message, int ExitCode)
{
    private const int Failure = 1;
    private const string OtherAddress = "set ASPNETCORE_URLS to another address, such as http://localhost:8081";

    /// <summary>Recognises the errors that an operator can mend.</summary>
    /// <param name="exception">What the start of the host threw.</param>
    /// <param name="addresses">The configured addresses, for errors that name none.</param>
    /// <returns>Null for any other error.</returns>
    public static StartFault? Of(Exception exception, string? addresses = null) => exception switch
    {
        StartFaultException start => start.Fault,
        ModelException model => new StartFault($"The models cannot be loaded. {model.Message}", ConfigurationCheck.ExitCode),
        FormatException or InvalidOperationException or ArgumentOutOfRangeException when InvalidAddress(exception) is { } reason =>
            new StartFault($"{reason}. Set ASPNETCORE_URLS to addresses such as http://localhost:8080.", ConfigurationCheck.ExitCode),
        InvalidOperationException { Message: var message } when message.StartsWith("Unable to configure HTTPS endpoint", StringComparison.Ordinal) =>
            new StartFault("An https address needs a certificate. Set Kestrel:Certificates:Default:Path and Password, or use http.", ConfigurationCheck.ExitCode),
        SocketException socket => Listen(socket.SocketErrorCode, addresses ?? ""),
        IOException io when BindFailure().Match(io.Message) is { Success: true } failure && FindSocketError(io) is { } error => Listen(error, failure.Groups["address"].Value),
        _ => null,
    };

    // What the web server throws while it reads the addresses.
    private static string? InvalidAddress(Exception exception) => exception switch
    {
        ArgumentOutOfRangeException { ParamName: "port" } => "A port must be at most 65535",
        { Message: var message } when message.StartsWith("A path base can only be configured", StringComparison.Ordinal) => "An address must not have a path",
        { Message: var message } when message.StartsWith("Unrecognized scheme in server address", StringComparison.Ordinal) => "An address must begin with http:// or https://",
        { Message: var message } when message.StartsWith("Invalid url", StringComparison.Ordinal) => message,
        _ => null,
    };

    private static SocketError? FindSocketError(Exception? exception) => exception switch
    {
        null => null,
        SocketException socket => socket.SocketErrorCode,
        AggregateException all => all.InnerExceptions.Select(inner => FindSocketError(inner)).FirstOrDefault(error => error is not null),
        _ => FindSocketError(exception.InnerException),
    };

    private static StartFault Listen(SocketError error, string address)
    {
        var port = Port().Match(address) is { Success: true } match ? $"Port {match.Groups["port"].Value}" : "The port";
        return new StartFault(
            error switch
            {
                SocketError.AddressAlreadyInUse => $"{port} is in use by another program. Stop that program, or {OtherAddress}.",
                SocketError.AccessDenied => $"{port} needs more rights than this user has. Use a port above 1023: {OtherAddress}.",
                SocketError.AddressNotAvailable => $"This machine does not have the address {address}. Use one that it has: {OtherAddress}.",
                _ => $"The service cannot listen on {address} ({error}). Check it, or {OtherAddress}.",
            },
            Failure);
    }

    [GeneratedRegex(@"^Failed to bind to address (?<address>\S+?)[:.]?(?:\s|$)")]
    private static partial Regex BindFailure();

    [GeneratedRegex(@":(?<port>\d+)/?$")]
    private static partial Regex Port();
}

/// <summary>A part of a program cannot start.</summary>
/// <param name="fault">What to change.</param>
public sealed class StartFaultException(StartFault fault) : Exception(fault.Message)
{
    /// <summary>What to change.</summary>
    public StartFault Fault => fault;
}
