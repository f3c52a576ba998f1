namespace GenreQueue.Fixtures.Library;

/// <summary>Scripts for Debian's Python with mutagen.</summary>
internal static class TagScripts
{
    /// <summary>Tags files. Standard input to it is a JSON list of paths and kinds, in the file <c>sys.argv[1]</c>.</summary>
    public const string Write = """
        import base64, json, random, sys
        from mutagen import File
        from mutagen.aiff import AIFF
        from mutagen.apev2 import APEv2, APENoHeaderError
        from mutagen.asf import ASF, ASFByteArrayAttribute
        from mutagen.dsf import DSF
        from mutagen.flac import FLAC, Picture
        from mutagen.id3 import (ID3, APIC, CHAP, COMM, CTOC, CTOCFlags, GEOB, PCNT, POPM, PRIV, RVA2, SYLT, TALB, TCON, TIT2, TPE1, TRCK, TXXX, UFID, USLT)
        from mutagen.mp4 import MP4, MP4Cover, MP4FreeForm
        from mutagen.trueaudio import TrueAudio
        from mutagen.wave import WAVE

        GENRES = {'genre': ['Rock'], 'several': ['Rock', 'Jazz Fusion', 'Été'], 'numeric': ['(17)'], 'full genre': ['Progressive Rock'], 'old': ['Blues'], 'three': ['Pop']}
        noise = random.Random(1)
        PNG = base64.b64decode('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==')
        LARGE = PNG + noise.randbytes(150_000)

        def id3(tags, kind, title):
            if kind in GENRES:
                tags.add(TCON(encoding=3, text=GENRES[kind]))
            tags.add(TIT2(encoding=3, text=title))
            if not kind.startswith('full') and kind != 'large': return
            tags.add(TPE1(encoding=1, text=['Ärtist', 'Second']))
            tags.add(TALB(encoding=0, text='Album'))
            tags.add(TRCK(encoding=0, text='1/9'))
            tags.add(COMM(encoding=1, lang='eng', desc='desc', text='a comment\nof two lines'))
            tags.add(USLT(encoding=3, lang='eng', desc='', text='words\n' * 200))
            tags.add(SYLT(encoding=3, lang='eng', format=2, type=1, desc='s', text=[('la', 0), ('li', 1000)]))
            tags.add(APIC(encoding=0, mime='image/png', type=3, desc='front', data=LARGE if kind == 'large' else PNG))
            tags.add(TXXX(encoding=3, desc='REPLAYGAIN_TRACK_GAIN', text='-7.89 dB'))
            tags.add(TXXX(encoding=1, desc='MOOD', text=['calm', 'ruhig']))
            tags.add(RVA2(desc='track', channel=1, gain=-7.8, peak=0.5))
            tags.add(PRIV(owner='foreign.example', data=bytes(range(256))))
            tags.add(GEOB(encoding=0, mime='application/octet-stream', filename='cues', desc='Serato', data=bytes(500)))
            tags.add(UFID(owner='http://musicbrainz.org', data=b'0123456789'))
            tags.add(POPM(email='me@example.org', rating=196, count=12))
            tags.add(PCNT(count=7))
            tags.add(CHAP(element_id='c1', start_time=0, end_time=1000, start_offset=0xFFFFFFFF, end_offset=0xFFFFFFFF, sub_frames=[TIT2(encoding=3, text='Chapter')]))
            tags.add(CTOC(element_id='toc', flags=CTOCFlags.TOP_LEVEL, child_element_ids=['c1'], sub_frames=[]))

        def vorbis(tags, kind, title):
            if kind in GENRES: tags['GENRE'] = ['17'] if kind == 'numeric' else GENRES[kind]
            tags['TITLE'] = title
            if not kind.startswith('full') and kind != 'large': return
            tags['ARTIST'] = ['Ärtist', 'Second']
            tags['LYRICS'] = 'words\n' * 200
            tags['REPLAYGAIN_TRACK_GAIN'] = '-7.89 dB'
            tags['Foreign_Key'] = 'kept'
            tags['CHAPTER001'] = '00:00:01.000'

        def picture(kind):
            p = Picture()
            p.type, p.mime, p.desc, p.data, p.width, p.height, p.depth = 3, 'image/png', 'front', LARGE if kind == 'large' else PNG, 1, 1, 32
            return p

        def ape(tags, kind, title):
            if kind in GENRES: tags['Genre'] = GENRES[kind]
            tags['Title'] = title
            if not kind.startswith('full') and kind != 'large': return
            tags['Artist'] = ['Ärtist', 'Second']
            tags['Lyrics'] = 'words\n' * 200
            tags['REPLAYGAIN_TRACK_GAIN'] = '-7.89 dB'
            tags['Cover Art (Front)'] = b'cover.png\0' + (LARGE if kind == 'large' else PNG)

        def tag(path, format, kind, title):
            if format == 'mp3':
                tags = ID3()
                id3(tags, kind, title)
                v1 = 2 if kind in ('old', 'ape') else 0
                if kind in ('old', 'three'): tags.update_to_v23()
                tags.save(path, v1=v1, v2_version=3 if kind in ('old', 'three') else 4, padding=lambda info: 3000 if kind == 'full' else 0)
                if kind == 'ape':
                    a = APEv2()
                    a['Genre'] = 'Ambient'
                    a['Foreign'] = 'kept'
                    a.save(path)
                return
            if format in ('wav', 'aiff', 'dsf', 'tta'):
                file = {'wav': WAVE, 'aiff': AIFF, 'dsf': DSF, 'tta': TrueAudio}[format](path)
                if file.tags is None: file.add_tags()
                id3(file.tags, kind, title)
            elif format == 'flac':
                file = FLAC(path)
                vorbis(file.tags, kind, title)
                if kind.startswith('full') or kind == 'large': file.add_picture(picture(kind))
            elif format in ('ogg', 'oga', 'opus'):
                file = File(path)
                vorbis(file.tags, kind, title)
                if kind.startswith('full') or kind == 'large': file.tags['METADATA_BLOCK_PICTURE'] = base64.b64encode(picture(kind).write()).decode()
            elif format == 'm4a':
                file = MP4(path)
                if file.tags is None: file.add_tags()
                if kind in GENRES: file.tags['\xa9gen'] = GENRES[kind]
                file.tags['\xa9nam'] = title
                if kind.startswith('full') or kind == 'large':
                    file.tags['\xa9ART'] = ['Ärtist', 'Second']
                    file.tags['\xa9lyr'] = 'words\n' * 200
                    file.tags['trkn'] = [(1, 9)]
                    file.tags['covr'] = [MP4Cover(LARGE if kind == 'large' else PNG, MP4Cover.FORMAT_PNG)]
                    file.tags['----:com.apple.iTunes:REPLAYGAIN_TRACK_GAIN'] = MP4FreeForm(b'-7.89 dB')
                    file.tags['----:org.example:Foreign'] = [MP4FreeForm(b'kept'), MP4FreeForm(b'too')]
            elif format == 'wma':
                file = ASF(path)
                if kind in GENRES: file.tags['WM/Genre'] = GENRES[kind]
                file.tags['Title'] = title
                if kind.startswith('full') or kind == 'large':
                    file.tags['WM/AlbumArtist'] = ['Ärtist', 'Second']
                    file.tags['WM/Lyrics'] = 'words\n' * 200
                    file.tags['Foreign'] = ASFByteArrayAttribute(bytes(range(200)))
            elif format == 'wv':
                file = File(path)
                if file.tags is None: file.add_tags()
                ape(file.tags, kind, title)
            else:
                return
            file.save()

        for path, format, kind, title in json.load(open(sys.argv[1])):
            if kind != 'none': tag(path, format, kind, title)
        """;

    /// <summary>
    /// Prints one JSON object: by relative path, the raw <c>genre</c> values and a hash of each <c>other</c> element of the tags.
    /// Files that mutagen does not know have none.
    /// </summary>
    public const string Read = """
        import hashlib, json, os, sys
        from mutagen import File, MutagenError
        from mutagen.apev2 import APEv2, APENoHeaderError
        from mutagen.id3 import ID3, ID3NoHeaderError

        OWN = 'GENREQUEUE_'

        def text(value):
            return value if isinstance(value, str) else repr(value) if isinstance(value, (int, float, bool)) else None

        def plain(value):
            if isinstance(value, (list, tuple)): return [plain(v) for v in value]
            if isinstance(value, bytes): return value.hex() + ':' + type(value).__name__
            t = text(value)
            if t is not None: return t
            if hasattr(value, 'value'): return [type(value).__name__, plain(value.value)]
            if hasattr(value, '__dict__'): return [type(value).__name__, repr(value), {k: plain(v) for k, v in sorted(value.__dict__.items()) if k in ('encoding', 'data', 'imageformat', 'dataformat')}]
            return repr(value)

        def id3(out, tags, where):
            before = len(out['other'])
            for frame in tags.values():
                if frame.FrameID in ('TCON', 'TCO'): out['genre'].append([where, int(frame.encoding), list(frame.text)])
                elif frame.FrameID in ('TXXX', 'TXX') and frame.desc.startswith(OWN): out['own'].append(frame.desc)
                else: out['other'].append([where, frame.HashKey, plain(frame)])
            for unknown in tags.unknown_frames: out['other'].append([where, 'unknown', unknown.hex()])
            # A tag with a genre and nothing else may be a new one.
            if len(out['other']) > before: out['other'].append([where, 'version', repr(tags.version)])

        def keyed(out, items, where, genres):
            for key, value in items:
                if key.lower() in genres: out['genre'].append([where, key, plain(value)])
                elif OWN in key.upper() or 'com.genrequeue' in key: out['own'].append(key)
                else: out['other'].append([where, key, plain(value)])

        def read(path):
            out = {'genre': [], 'own': [], 'other': []}
            with open(path, 'rb') as f:
                if os.path.getsize(path) >= 128:
                    f.seek(-128, 2)
                    v1 = f.read()
                    if v1[:3] == b'TAG':
                        out['genre'].append(['v1', v1[127]])
                        out['other'].append(['v1', v1[:127].hex()])
            try: file = File(path)
            except MutagenError: file = None
            name = type(file).__name__
            if name in ('MP3', 'TrueAudio', 'AAC', 'NoneType'):
                try: id3(out, ID3(path, translate=False), 'id3')
                except MutagenError: pass
                try: keyed(out, list(APEv2(path).items()), 'ape', ('genre',))
                except MutagenError: pass
            if file is not None and file.tags is not None:
                if name in ('WAVE', 'AIFF', 'DSF'): id3(out, file.tags, 'id3')
                elif name == 'FLAC' or name.startswith('Ogg'):
                    keyed(out, list(file.tags), 'vorbis', ('genre',))
                    out['other'].append(['vendor', file.tags.vendor])
                elif name == 'MP4': keyed(out, list(file.tags.items()), 'mp4', ('\xa9gen',))
                elif name == 'ASF': keyed(out, list(file.tags), 'asf', ('wm/genre',))
                elif name in ('WavPack', 'MonkeysAudio'): keyed(out, list(file.tags.items()), 'ape', ('genre',))
            if name == 'FLAC':
                for block in file.metadata_blocks:
                    if block.code not in (1, 4): out['other'].append(['block', block.code, block.write().hex()])
            if file is not None and file.info is not None: out['other'].append(['info', name, repr(getattr(file.info, 'length', None)), repr(getattr(file.info, 'sample_rate', None))])
            out['other'] = [hashlib.sha256(json.dumps(element).encode()).hexdigest()[:16] + ' ' + ' '.join(str(part)[:40] for part in element[:2]) for element in out['other']]
            return out

        root, result = sys.argv[1], {}
        for folder, _, names in os.walk(root):
            for name in names:
                path = os.path.join(folder, name)
                if not os.path.islink(path) and os.access(path, os.R_OK): result[os.path.relpath(path, root)] = read(path)
        json.dump(result, sys.stdout)
        """;
}
