using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(TestServers))]

// Each test runs whole services; several at a time would only wait for each other on a machine with few cores.
[assembly: Parallelization(Mode = ParallelMode.None)]
