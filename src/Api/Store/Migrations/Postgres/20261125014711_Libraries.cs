using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GenreQueue.Api.Store.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Libraries : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "end_number",
                table: "jobs",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "file_key",
                table: "jobs",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "library",
                table: "jobs",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "modified",
                table: "jobs",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "path",
                table: "jobs",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "end_counter",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    last = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_end_counter", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "walks",
                columns: table => new
                {
                    batch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    library = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    path = table.Column<string>(type: "text", nullable: false),
                    priority = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    model = table.Column<string>(type: "text", nullable: false),
                    window = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    labels = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    state = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    error_code = table.Column<string>(type: "text", nullable: true),
                    error_title = table.Column<string>(type: "text", nullable: true),
                    due_at = table.Column<long>(type: "bigint", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_walks", x => x.batch_id);
                });

            migrationBuilder.InsertData(
                table: "end_counter",
                columns: new[] { "id", "last" },
                values: new object[] { 1, 0L });

            migrationBuilder.CreateIndex(
                name: "IX_jobs_batch_id_end_number_id",
                table: "jobs",
                columns: new[] { "batch_id", "end_number", "id" },
                filter: "end_number IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_jobs_file_key_model_state",
                table: "jobs",
                columns: new[] { "file_key", "model", "state" },
                filter: "NOT cached AND file_key IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_walks_due_at",
                table: "walks",
                column: "due_at",
                filter: "due_at IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "end_counter");

            migrationBuilder.DropTable(
                name: "walks");

            migrationBuilder.DropIndex(
                name: "IX_jobs_batch_id_end_number_id",
                table: "jobs");

            migrationBuilder.DropIndex(
                name: "IX_jobs_file_key_model_state",
                table: "jobs");

            migrationBuilder.DropColumn(
                name: "end_number",
                table: "jobs");

            migrationBuilder.DropColumn(
                name: "file_key",
                table: "jobs");

            migrationBuilder.DropColumn(
                name: "library",
                table: "jobs");

            migrationBuilder.DropColumn(
                name: "modified",
                table: "jobs");

            migrationBuilder.DropColumn(
                name: "path",
                table: "jobs");
        }
    }
}
