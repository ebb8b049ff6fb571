using Sluiswachter.Cli;

Console.OutputEncoding = System.Text.Encoding.UTF8;
return Sluis.Run(args, Terminal.OfThisProcess(), TimeProvider.System);
