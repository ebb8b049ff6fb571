// Makes samples/nl from the public data it is derived from:
//
//   dotnet run samples/make-nl.cs -- DATA
//
// DATA is a folder with organisations-nl/organisations.jsonl and mxmap-nl/ (docs/formats say where they come from).
// Kept are the bodies that have a function, all ministries, provinces and water boards, and whatever these are part of;
// and the bodies to which samples/illustrative refers, so that it can be imported after. Nothing of its facts is kept.
#:project ../src/App/App.csproj
#:property RestorePackagesWithLockFile=false
#:property IsPackable=false
#:property PublishAot=false

using Sluiswachter.App;
using Sluiswachter.Exchange;
using Sluiswachter.Model;
using Sluiswachter.Store;

if (args is not [var data])
{
    Console.Error.WriteLine("usage: dotnet run samples/make-nl.cs -- DATA");
    return 2;
}

var target = Path.GetFullPath(Path.Combine("samples", "nl"));
var work = Directory.CreateTempSubdirectory("make-nl");
using var store = RegisterStore.Open($"sqlite:{Path.Combine(work.FullName, "register.sqlite")}").Value;
foreach (var path in new[] { Path.Combine(data, "organisations-nl", "organisations.jsonl"), Path.Combine(data, "mxmap-nl"), "samples/illustrative" })
{
    using var source = ImportSource.Open(path, null, null, store);
    var outcome = new ImportFacts(store, TimeProvider.System).Run(source.Tables, new ImportOptions("make-nl", path), source.Complaints);
    if (!outcome.Stored)
    {
        foreach (var complaint in outcome.Complaints.Where(c => !c.IsWarning))
        {
            Console.Error.WriteLine(complaint.In(Language.English));
        }

        return 1;
    }
}

using var reader = store.Read();
var (id, kind, parent, ministry) = (0, 2, 3, 4);
var madeUp = File.ReadLines("samples/illustrative/sources.csv").Skip(1).Select(line => line.Split(',')[0]).ToHashSet(StringComparer.Ordinal);
var bodies = reader.Facts(FactKind.Organisation).ToList();
var kept = reader.Facts(FactKind.Function).Select(f => f[1].Text!)
    .Concat(bodies.Where(b => b[kind].Text is "ministerie" or "provincie" or "waterschap").Select(b => b[id].Text!))
    .ToHashSet(StringComparer.Ordinal);
for (var before = 0; before < kept.Count;)
{
    before = kept.Count;
    foreach (var body in bodies.Where(b => kept.Contains(b[id].Text!)))
    {
        kept.UnionWith(new[] { body[parent].Text, body[ministry].Text }.OfType<string>());
    }
}

var dropped = bodies.Select(b => b[id].Text!).Where(b => !kept.Contains(b)).ToHashSet(StringComparer.Ordinal);
IEnumerable<Cell[]> Kept(FactSchema schema)
{
    var source = schema.IndexOf("source");
    var facts = reader.Facts(schema.Kind).Where(f => !madeUp.Contains(f[schema.Kind == FactKind.Source ? id : source].Text ?? ""));
    return schema.Kind is FactKind.Organisation or FactKind.Identifier ? facts.Where(f => !dropped.Contains(f[id].Text!)) : facts;
}

foreach (var file in Directory.Exists(target) ? Directory.GetFiles(target, "*.csv") : [])
{
    File.Delete(file);
}

var made = Path.Combine(work.FullName, "nl");
var written = BundleWriter.Write(made, FactSchema.All.Select(s => (s, Kept(s))));
Directory.CreateDirectory(target);
foreach (var file in Directory.GetFiles(made))
{
    File.Copy(file, Path.Combine(target, Path.GetFileName(file)), overwrite: true);
}

foreach (var file in written.Value.Files)
{
    Console.WriteLine($"{file.Name}  {file.Facts:N0}");
}

return 0;
