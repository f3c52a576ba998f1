using System.Data.Common;
using System.Data;
using System.Text;
using GenreQueue.Analysis.FrontEnds;

namespace GenreQueue.Api.Store;

/// <summary>Rows of parameters for <c>UPDATE … FROM (VALUES …)</c>: many rows change in one statement.
/// Both databases call the columns <c>column1</c>, <c>column2</c> and so on.</summary>
internal sealed class ValuesTable(params DbType[] columns)
{
    /// <summary>Keeps a statement below SQLite's 32,766 parameters.</summary>
    public const int MaxRows = 500;

    private readonly List<object?[]> _rows = [];

    public void Add(params object?[] row) => _rows.Add(row);

    /// <summary>The parenthesised rows; adds their parameters to <paramref name="command"/>.</summary>
    public string AppendTo(DbCommand command)
    {
        var sql = new StringBuilder("(VALUES ");
        for (var r = 0; r < _rows.Count; r++)
        {
            sql.Append(r == 0 ? "(" : ", (");
            for (var c = 0; c < columns.Length; c++)
            {
                if (c > 0) sql.Append(", ");
                sql.Append(command.AddParameter(_rows[r][c], columns[c]));
            }
            sql.Append(')');
        }
        return sql.Append(')').ToString();
    }
}

internal static class DbCommandExtensions
{
    /// <returns>The name to write in the statement.</returns>
    public static string AddParameter(this DbCommand command, object? value, DbType type)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = $"@p{command.Parameters.Count}";
        parameter.Value = value ?? DBNull.Value;
        parameter.DbType = type;
        command.Parameters.Add(parameter);
        return parameter.ParameterName;
    }
}
