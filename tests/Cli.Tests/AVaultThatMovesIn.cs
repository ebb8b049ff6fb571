namespace Sluiswachter.Cli.Tests;

/// <summary>At the shell a body moves out of another cloud: the plan, a pull that is killed and run again, and what is typed wrong.</summary>
public sealed class AVaultThatMovesIn : IDisposable
{
    private const string Body = "org:waterschap";

    // Wide enough that a line of the log is one line.
    private readonly Shell shell = new() { Columns = 1000 };

    public void Dispose() => shell.Dispose();

    [Fact]
    public async Task Killed_at_any_moment_it_goes_on_where_it_was_and_takes_nothing_twice()
    {
        var words = shell.File("words", "een heel lange wachtzin\n");
        foreach (var vault in new[] { "cloud", "home" })
        {
            Done("vault", "create", shell.At(vault), "--name", $"{vault}.example.nl", "--place", "NL", "--passphrase-file", words);
            Done("vault", "add-body", shell.At(vault), Body, "--passphrase-file", words);
            shell.File($"{vault}.txt", Done("vault", "add-user", shell.At(vault), Body, "archive", "--officer", "--passphrase-file", words));
        }

        using var serving = shell.Start("vault", "serve", shell.At("cloud"), "--port", "0", "--passphrase-file", words);
        try
        {
            var cloud = (await Shell.ServedAtAsync(serving)).GetLeftPart(UriPartial.Authority);
            await shell.BashAsync("", $"CLOUD={cloud}\n{Script}");
            // Each version, and the marker that came last, was put once, whatever was killed in between.
            var puts = Done("vault", "log", "show", shell.At("home"), "--last", "10000").Split('\n')
                .Where(l => l.Contains("sluis:Pull ", StringComparison.Ordinal) && l.Contains("moved/", StringComparison.Ordinal))
                .Select(l => l.Split("moved/")[1].Split(' ')[0]).ToList();
            Assert.Equal((601, 601), (puts.Count, puts.Distinct(StringComparer.Ordinal).Count()));
        }
        finally
        {
            Shell.End(serving);
        }
    }

    /// <summary>The source is 300 files, put twice; the pull is killed when so many streams have come. In order of length, the
    /// streams of files-99, whose name is the last, are the 197th and the 198th.</summary>
    private const string Script = """
        for i in $(seq 300); do head -c $((17000 + i * 37)) /dev/zero > files-$i; done
        mkdir files && mv files-* files
        export AWS_DEFAULT_REGION=nl
        export AWS_ACCESS_KEY_ID=$(awk '/^access key id/ { print $4 }' cloud.txt)
        export AWS_SECRET_ACCESS_KEY=$(awk '/^secret access key/ { print $4 }' cloud.txt)
        aws --endpoint-url "$CLOUD" s3 mb s3://moved
        aws --endpoint-url "$CLOUD" s3api put-bucket-versioning --bucket moved --versioning-configuration Status=Enabled
        rclone config create cloud s3 provider=Other env_auth=true region=nl endpoint="$CLOUD" > /dev/null
        rclone copy files cloud:moved --transfers 16
        for f in files/*; do echo more >> "$f"; done
        rclone copy files cloud:moved --transfers 16

        fails() { code=$1; shift; set +e; "$@" > said 2>&1; found=$?; set -e; [ "$found" = "$code" ] || { cat said >&2; echo "expected $code, got $found: $*" >&2; exit 1; }; }
        pull() { sluis vault pull home moved --from "$CLOUD" --user archive --passphrase-file words --proofs proofs "$@"; }
        fails 2 pull
        export SLUIS_SOURCE_ACCESS_KEY_ID=$AWS_ACCESS_KEY_ID SLUIS_SOURCE_SECRET_ACCESS_KEY=wrong
        fails 1 pull
        grep -q SignatureDoesNotMatch said
        export SLUIS_SOURCE_SECRET_ACCESS_KEY=$AWS_SECRET_ACCESS_KEY
        fails 2 pull --all-buckets
        fails 2 pull --user nobody
        fails 2 sluis vault pull home moved --from "$CLOUD/path" --user archive --passphrase-file words
        fails 2 sluis vault pull home moved other --into one --from "$CLOUD" --user archive --passphrase-file words
        fails 1 sluis vault pull home nothing --from "$CLOUD" --user archive --passphrase-file words
        grep -q NoSuchBucket said
        fails 4 sluis vault pull nowhere moved --from "$CLOUD" --user archive --passphrase-file words
        pull --plan --json | grep -q '"objects":600,"current":300,"markers":0'
        [ -z "$(ls -A proofs)" ]

        # The last key of the list comes from a pipe into which nobody writes: however late the kill comes, no pull has ended by itself.
        streams_in() { find "$1" -name tmp -prune -o -type f ! -name lock -printf '%s %p\n'; }
        last=$(streams_in cloud/blobs | sort -n | sed -n '197s/[^ ]* //p')
        mv "$last" last-stream && mkfifo "$last"
        for streams in 5 90 210 400; do
          sluis vault pull home moved --from "$CLOUD" --user archive --passphrase-file words --proofs proofs & pid=$!
          until [ "$(streams_in home/blobs | wc -l)" -gt "$streams" ]; do kill -0 $pid; sleep 0.02; done
          kill -9 $pid
          fails 137 wait $pid
        done

        # Who opens it to write as well waits for nobody, and lets go those who wait to read.
        : 3<> "$last" && mv last-stream "$last"
        [ ! -e proofs/moved.proof ]
        pull
        sluis vault proof verify proofs/moved.proof --list proofs/moved.list --key home/log.pub | grep -q '600 versions of objects'
        [ "$(ls proofs | grep -v '\.new$')" = "$(printf 'moved.list\nmoved.proof')" ]
        [ "$(stat -c %a proofs/moved.list proofs/moved.proof)" = "$(printf '600\n600')" ]
        [ "$(grep -c '"word":"md5"' proofs/moved.list)" = 600 ]
        for f in files/files-1 files/files-300; do grep -q "$(sha256sum $f | cut -d' ' -f1)" proofs/moved.list; done

        sed '7s/"size":\([0-9]*\)/"size":1\1/' proofs/moved.list > altered
        fails 3 sluis vault proof verify proofs/moved.proof --list altered --key home/log.pub
        grep -q 'line 7 of the list was altered' said
        grep -q 'run it again' said
        fails 3 sluis vault proof verify proofs/moved.proof --list proofs/moved.list --key cloud/log.pub
        fails 1 sluis vault proof verify proofs/moved.proof --list nothing --key home/log.pub
        fails 2 sluis vault proof verify proofs/moved.proof --key home/log.pub

        aws --endpoint-url "$CLOUD" s3 rm s3://moved/files-7
        version=$(aws --endpoint-url "$CLOUD" s3api list-object-versions --bucket moved --prefix files-9 --query 'Versions[?Key==`files-9`]|[0].VersionId' --output text)
        aws --endpoint-url "$CLOUD" s3api delete-object --bucket moved --key files-9 --version-id "$version"
        fails 3 pull
        grep -q "no more at the source: 'files-9' version $version" said
        sluis vault scrub home --passphrase-file words

        # An object of 96 MiB, pulled with 48 MiB of memory.
        head -c 100663296 /dev/urandom > large
        aws --endpoint-url "$CLOUD" s3 mb s3://large
        aws --endpoint-url "$CLOUD" s3api put-object --bucket large --key k --body large
        DOTNET_GCHeapHardLimit=0x3000000 sluis vault pull home large --from "$CLOUD" --user archive --passphrase-file words --proofs proofs
        grep -q "$(sha256sum large | cut -d' ' -f1)" proofs/large.list

        # What arrived is evidence that an exit was carried out; an altered proof is none.
        mkdir -p facts plan
        printf 'id,name,kind\nmin,Ministry,ministerie\n' > facts/organisations.csv
        printf 'id,organisation,name,criticality,people\nf,min,Mail,important,3\n' > facts/functions.csv
        printf 'id,name,country\nold,Old,NL\nnew,New,NL\n' > facts/suppliers.csv
        printf 'id,name,supplier,certifications\nold-cloud,Old cloud,old,\nnew-cloud,New cloud,new,\n' > facts/services.csv
        printf 'id,consumer,purpose,status\nr-old,f,hosting,in-use\n' > facts/requirements.csv
        printf 'requirement,service\nr-old,old-cloud\n' > facts/alternatives.csv
        printf 'id,consumer,purpose,status,valid_from,replaces\nr-new,f,hosting,considered,2026-11-01,r-old\n' > plan/requirements.csv
        printf 'requirement,service\nr-new,new-cloud\n' > plan/alternatives.csv
        export SLUIS_STORE=sqlite:register.sqlite
        sluis import facts
        sluis migration propose home --organisation min --name Home --planned-on 2026-11-01 --bundle plan --by CIO
        sluis migration approve home --by minister
        sed 's/^bytes .*/bytes 1/' proofs/large.proof > altered
        fails 1 sluis migration carry-out home --by CIO --arrival altered --arrival-key home/log.pub
        grep -q 'does not fit the text' said
        fails 2 sluis migration carry-out home --by CIO --arrival proofs/large.proof
        sluis migration carry-out home --by CIO --arrival proofs/large.proof --arrival-key home/log.pub
        sluis migration show home --json | grep -q '/large arrived in home.example.nl/large: 1 objects, 100663296 bytes, 0 differences, root'
        """;

    private string Done(params string[] words)
    {
        var said = shell.Sluis(words);
        Assert.True(said.ExitCode == 0, said.Error);
        return said.Out;
    }
}
