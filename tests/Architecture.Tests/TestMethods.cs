using Mono.Cecil;
using Mono.Cecil.Cil;

namespace GenreQueue.Architecture.Tests;

/// <summary>The compiled tests of a project, and what they call.</summary>
internal sealed class TestMethods(AssemblyDefinition tests, IReadOnlyCollection<AssemblyDefinition> libraries)
{
    private readonly HashSet<string> _followed = [tests.Name.Name, .. libraries.Select(library => library.Name.Name)];
    private readonly Dictionary<string, MethodDefinition> _methods = ((IEnumerable<AssemblyDefinition>)[tests, .. libraries])
        .SelectMany(assembly => assembly.MainModule.GetTypes())
        .SelectMany(type => type.Methods)
        .GroupBy(method => method.FullName)
        .ToDictionary(group => group.Key, group => group.First());

    /// <summary>Methods that xUnit runs.</summary>
    public IEnumerable<MethodDefinition> All =>
        tests.MainModule.GetTypes().SelectMany(type => type.Methods).Where(method => FactOf(method) is not null);

    /// <summary>True when the test has a time limit.</summary>
    public static bool HasTimeout(MethodDefinition test) =>
        FactOf(test)!.Properties.Any(property => property is { Name: "Timeout", Argument.Value: > 0 });

    /// <summary>True when the test or the constructor of its class leads to a sought call. Calls through interfaces and delegates are not followed.</summary>
    /// <param name="test">The test.</param>
    /// <param name="isSought">True for a sought call.</param>
    /// <param name="isBounded">True for a method that is not followed.</param>
    public bool Reaches(MethodDefinition test, Func<MethodReference, bool> isSought, Func<MethodDefinition, bool> isBounded)
    {
        var pending = new Stack<MethodDefinition>([test, .. test.DeclaringType.Methods.Where(method => method.IsConstructor)]);
        var seen = new HashSet<string>();
        while (pending.TryPop(out var method))
        {
            if (!seen.Add(method.FullName) || isBounded(method)) continue;
            foreach (var called in CallsOf(method))
            {
                if (isSought(called)) return true;
                if (_followed.Contains(ScopeOf(called)) && _methods.TryGetValue(called.GetElementMethod().FullName, out var next)) pending.Push(next);
            }
        }
        return false;
    }

    private static CustomAttribute? FactOf(MethodDefinition method) =>
        method.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType.Name is "FactAttribute" or "TheoryAttribute");

    // The body of an async method or an iterator is in a type that the compiler generates.
    private static IEnumerable<MethodReference> CallsOf(MethodDefinition method)
    {
        var bodies = method.CustomAttributes
            .Where(attribute => attribute.AttributeType.Name.EndsWith("StateMachineAttribute", StringComparison.Ordinal))
            .SelectMany(attribute => ((TypeReference)attribute.ConstructorArguments[0].Value).Resolve().Methods)
            .Append(method);
        return bodies.Where(body => body.HasBody).SelectMany(body => body.Body.Instructions).Select(instruction => instruction.Operand).OfType<MethodReference>();
    }

    private static string ScopeOf(MethodReference method) => method.DeclaringType.GetElementType().Scope switch
    {
        AssemblyNameReference reference => reference.Name,
        ModuleDefinition module => module.Assembly.Name.Name,
        _ => "",
    };
}
