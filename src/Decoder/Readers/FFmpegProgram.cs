using System.ComponentModel;
using System.Diagnostics;

namespace GenreQueue.Decoder.Readers;

/// <summary>
/// Starts <c>ffmpeg</c> and <c>ffprobe</c>: without a shell, with lists of the formats and protocols that they may use. They
/// exit with the process that started them.
/// </summary>
internal static class FFmpegProgram
{
    // Playlists, scripts and image sequences make FFmpeg open other files, whatever protocols are allowed, so only
    // self-contained formats are on this list.
    private const string Formats =
        "aac,ac3,aiff,amr,ape,asf,au,avi,caf,dsf,dts,dtshd,eac3,flac,flv,iff,loas,matroska,mlp,mov,mp3,mpc,mpc8,mpeg," +
        "mpegts,ogg,oma,rm,shn,tak,truehd,tta,voc,w64,wav,wv,xwma";

    /// <summary>The codecs that may run: audio only.</summary>
    public const string Codecs =
        "aac,aac_fixed,aac_latm,ac3,ac3_fixed,adpcm_ima_qt,adpcm_ima_wav,adpcm_ms,adpcm_swf,adpcm_yamaha,alac,amrnb,amrwb,ape," +
        "atrac1,atrac3,atrac3p,cook,dca,dsd_lsbf,dsd_lsbf_planar,dsd_msbf,dsd_msbf_planar,dst,eac3,flac,g722,gsm,gsm_ms," +
        "libgsm,libgsm_ms,libopencore_amrnb,libopencore_amrwb,libopus,libspeex,libvorbis,mlp,mp1,mp1float,mp2,mp2float,mp3," +
        "mp3adu,mp3adufloat,mp3float,mp3on4,mp3on4float,mpc7,mpc8,nellymoser,opus,pcm_alaw,pcm_bluray,pcm_dvd,pcm_f32be," +
        "pcm_f32le,pcm_f64be,pcm_f64le,pcm_lxf,pcm_mulaw,pcm_s16be,pcm_s16be_planar,pcm_s16le,pcm_s16le_planar,pcm_s24be," +
        "pcm_s24le,pcm_s24le_planar,pcm_s32be,pcm_s32le,pcm_s32le_planar,pcm_s64be,pcm_s64le,pcm_s8,pcm_s8_planar,pcm_u16be," +
        "pcm_u16le,pcm_u24be,pcm_u24le,pcm_u32be,pcm_u32le,pcm_u8,ra_144,ra_288,ralf,sbc,shorten,sipr,speex,tak,truehd,tta," +
        "vorbis,wavpack,wmalossless,wmapro,wmav1,wmav2,wmavoice";

    private static readonly string? SetPriv = FindOnPath("setpriv");

    /// <summary>Starts a program that reads <paramref name="path"/>; its standard output is redirected.</summary>
    /// <param name="program"><c>ffmpeg</c> or <c>ffprobe</c>.</param>
    /// <param name="before">Arguments before the input.</param>
    /// <param name="path">The input; its name may contain any characters.</param>
    /// <param name="after">Arguments after the input.</param>
    /// <exception cref="MissingProgramException">The program is not installed.</exception>
    public static Process Start(string program, IEnumerable<string> before, string path, IEnumerable<string> after)
    {
        // The kernel then kills the program when the thread that started it ends, even by a signal.
        string[] wrapped = SetPriv is null ? [] : ["--pdeathsig", "KILL", program];
        string[] arguments =
        [
            .. wrapped, "-v", "quiet", "-protocol_whitelist", "file", "-format_whitelist", Formats, .. before, "-i", "file:" + path, .. after,
        ];
        var start = new ProcessStartInfo(SetPriv ?? program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        try
        {
            if (SetPriv is not null && FindOnPath(program) is null) throw new FileNotFoundException(program);
            var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
            process.StandardInput.Close();
            return process;
        }
        catch (Exception exception) when (exception is Win32Exception or FileNotFoundException)
        {
            throw new MissingProgramException(
                $"The program {program} is not installed. Install it with 'apt install ffmpeg' (Debian, Ubuntu) or 'brew install ffmpeg' (macOS).", exception);
        }
    }

    private static string? FindOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);
}
