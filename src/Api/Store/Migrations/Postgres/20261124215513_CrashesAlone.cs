using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GenreQueue.Api.Store.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CrashesAlone : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_jobs_next_publish_at",
                table: "jobs");

            migrationBuilder.AddColumn<bool>(
                name: "alone",
                table: "jobs",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "alone_attempts",
                table: "jobs",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "IX_jobs_priority_next_publish_at",
                table: "jobs",
                columns: new[] { "priority", "next_publish_at" },
                filter: "next_publish_at IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_jobs_priority_next_publish_at",
                table: "jobs");

            migrationBuilder.DropColumn(
                name: "alone",
                table: "jobs");

            migrationBuilder.DropColumn(
                name: "alone_attempts",
                table: "jobs");

            migrationBuilder.CreateIndex(
                name: "IX_jobs_next_publish_at",
                table: "jobs",
                column: "next_publish_at",
                filter: "next_publish_at IS NOT NULL");
        }
    }
}
