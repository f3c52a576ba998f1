using GenreQueue.Analysis.Decoding;
using GenreQueue.Analysis.FrontEnds;
using GenreQueue.Decoder;
using GenreQueue.Decoder.Pipes;
using GenreQueue.Decoder.Readers;
using GenreQueue.Decoder.Sandbox;
using GenreQueue.Decoder.Windows;

if (args is ["--check"]) return SelfCheck.Run();
if (args.Length > 0)
{
    Console.Error.WriteLine("This program decodes audio for GenreQueue and is started by it. '--check' shows what it finds on this machine.");
    return 2;
}

ProcessLimits.Apply();
SystemCallFilter.Apply();
using var signals = Signals.LeaveToParent();
StandardStreams.Prepare();
using var requests = new RequestReader();
using var frames = new FrameWriter();
var tracks = new TrackDecoder(frames);
frames.Ready();
while (requests.Next() is { } request)
{
    ProcessLimits.AllowProcessorTime(request.CpuLimit);
    try
    {
        tracks.Decode(request.Path, request.Mode, request.SampleRate, request.WholeLimit);
        frames.Done();
    }
    catch (AudioException exception)
    {
        frames.Error(exception.Code, exception.Message);
    }
    catch (Exception exception) when (exception is DllNotFoundException or MissingProgramException)
    {
        frames.Fault(exception.Message);
    }
}
return 0;
