using GenreQueue.Analysis.Decoding;
using GenreQueue.Decoder;
using GenreQueue.Decoder.Pipes;
using GenreQueue.Decoder.Readers;
using GenreQueue.Decoder.Sandbox;
using GenreQueue.Decoder.Windows;

if (args is ["--check"]) return SelfCheck.Run();
if (args.Length > 0)
{
    Console.Error.WriteLine("GenreQueue starts this program to decode audio. Run it with '--check' to list the libraries and programs that it finds.");
    return 2;
}

ProcessLimits.Apply();
SystemCallFilter.Apply();
using var signals = Signals.LeaveToParent();
StandardStreams.Prepare();
using var requests = new RequestReader();
using var frames = new FrameWriter();
var decoder = new TrackDecoder(frames);
frames.Ready();
while (requests.Next() is { } request)
{
    ProcessLimits.AllowProcessorTime(request.CpuLimit);
    try
    {
        decoder.Decode(request.Path, request.Mode, request.SampleRate, request.WholeLimit);
        frames.Done();
    }
    catch (AudioException exception)
    {
        frames.Error(exception.Code);
    }
    catch (Exception exception) when (exception is DllNotFoundException or MissingProgramException)
    {
        frames.Fault(exception.Message);
    }
}
return 0;
