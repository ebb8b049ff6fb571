using Sluiswachter.Bench;

if (args is ["generate", var count, var folder, .. var rest])
{
    Generator.Write(new RegisterShape(int.Parse(count), PlainReachability: rest is ["--plain"]), folder);
    return 0;
}

Console.Error.WriteLine("usage: bench generate REQUIREMENTS FOLDER [--plain]");
return 2;
