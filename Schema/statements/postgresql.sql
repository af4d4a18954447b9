-- look up by id
select "task_executions"."id", "task_executions"."root_task_id", "task_executions"."root_execution_id", "task_executions"."parent_task_id", "task_executions"."parent_execution_id", "task_executions"."index_in_parent_children", "task_executions"."is_only_child_of_parent", "task_executions"."is_finalize_of_parent", "task_executions"."task_id", "task_executions"."execution_id", "task_executions"."retry_options", "task_executions"."sleep_ms_before_run", "task_executions"."timeout_ms", "task_executions"."are_children_sequential", "task_executions"."input", "task_executions"."executor_id", "task_executions"."is_sleeping_task", "task_executions"."sleeping_task_unique_id", "task_executions"."status", "task_executions"."is_finished", "task_executions"."run_output", "task_executions"."output", "task_executions"."error", "task_executions"."retry_attempts", "task_executions"."start_at", "task_executions"."started_at", "task_executions"."expires_at", "task_executions"."waiting_for_children_started_at", "task_executions"."waiting_for_finalize_started_at", "task_executions"."finished_at", "task_executions"."children", "task_executions"."active_children_count", "task_executions"."on_children_finished_processing_status", "task_executions"."on_children_finished_processing_expires_at", "task_executions"."on_children_finished_processing_finished_at", "task_executions"."finalize", "task_executions"."close_status", "task_executions"."close_expires_at", "task_executions"."closed_at", "task_executions"."needs_promise_cancellation", "task_executions"."created_at", "task_executions"."updated_at", "task_executions"."recoveries"
from "task_executions"
where "task_executions"."execution_id" = $1;

-- look up by ids
select "task_executions"."id", "task_executions"."root_task_id", "task_executions"."root_execution_id", "task_executions"."parent_task_id", "task_executions"."parent_execution_id", "task_executions"."index_in_parent_children", "task_executions"."is_only_child_of_parent", "task_executions"."is_finalize_of_parent", "task_executions"."task_id", "task_executions"."execution_id", "task_executions"."retry_options", "task_executions"."sleep_ms_before_run", "task_executions"."timeout_ms", "task_executions"."are_children_sequential", "task_executions"."input", "task_executions"."executor_id", "task_executions"."is_sleeping_task", "task_executions"."sleeping_task_unique_id", "task_executions"."status", "task_executions"."is_finished", "task_executions"."run_output", "task_executions"."output", "task_executions"."error", "task_executions"."retry_attempts", "task_executions"."start_at", "task_executions"."started_at", "task_executions"."expires_at", "task_executions"."waiting_for_children_started_at", "task_executions"."waiting_for_finalize_started_at", "task_executions"."finished_at", "task_executions"."children", "task_executions"."active_children_count", "task_executions"."on_children_finished_processing_status", "task_executions"."on_children_finished_processing_expires_at", "task_executions"."on_children_finished_processing_finished_at", "task_executions"."finalize", "task_executions"."close_status", "task_executions"."close_expires_at", "task_executions"."closed_at", "task_executions"."needs_promise_cancellation", "task_executions"."created_at", "task_executions"."updated_at", "task_executions"."recoveries"
from "task_executions"
where "task_executions"."execution_id" = any($1::text[]);

-- look up the children of executions
select "task_executions"."id", "task_executions"."root_task_id", "task_executions"."root_execution_id", "task_executions"."parent_task_id", "task_executions"."parent_execution_id", "task_executions"."index_in_parent_children", "task_executions"."is_only_child_of_parent", "task_executions"."is_finalize_of_parent", "task_executions"."task_id", "task_executions"."execution_id", "task_executions"."retry_options", "task_executions"."sleep_ms_before_run", "task_executions"."timeout_ms", "task_executions"."are_children_sequential", "task_executions"."input", "task_executions"."executor_id", "task_executions"."is_sleeping_task", "task_executions"."sleeping_task_unique_id", "task_executions"."status", "task_executions"."is_finished", "task_executions"."run_output", "task_executions"."output", "task_executions"."error", "task_executions"."retry_attempts", "task_executions"."start_at", "task_executions"."started_at", "task_executions"."expires_at", "task_executions"."waiting_for_children_started_at", "task_executions"."waiting_for_finalize_started_at", "task_executions"."finished_at", "task_executions"."children", "task_executions"."active_children_count", "task_executions"."on_children_finished_processing_status", "task_executions"."on_children_finished_processing_expires_at", "task_executions"."on_children_finished_processing_finished_at", "task_executions"."finalize", "task_executions"."close_status", "task_executions"."close_expires_at", "task_executions"."closed_at", "task_executions"."needs_promise_cancellation", "task_executions"."created_at", "task_executions"."updated_at", "task_executions"."recoveries"
from "task_executions"
where "task_executions"."parent_execution_id" = any($1::text[])
order by "task_executions"."index_in_parent_children" asc, "task_executions"."id" asc;

-- claim what is due
update "task_executions"
set "executor_id" = $1, "status" = 'running', "started_at" = $2, "expires_at" = $3, "updated_at" = $4
where "task_executions"."id" = any(array(select "task_executions"."id"
from "task_executions"
where ("task_executions"."status" = 'ready' and "task_executions"."start_at" < $5)
order by "task_executions"."start_at" asc, "task_executions"."id" asc limit $6 for update skip locked))
returning "id", "root_task_id", "root_execution_id", "parent_task_id", "parent_execution_id", "index_in_parent_children", "is_only_child_of_parent", "is_finalize_of_parent", "task_id", "execution_id", "retry_options", "sleep_ms_before_run", "timeout_ms", "are_children_sequential", "input", "executor_id", "is_sleeping_task", "sleeping_task_unique_id", "status", "is_finished", "run_output", "output", "error", "retry_attempts", "start_at", "started_at", "expires_at", "waiting_for_children_started_at", "waiting_for_finalize_started_at", "finished_at", "children", "active_children_count", "on_children_finished_processing_status", "on_children_finished_processing_expires_at", "on_children_finished_processing_finished_at", "finalize", "close_status", "close_expires_at", "closed_at", "needs_promise_cancellation", "created_at", "updated_at", "recoveries";

-- claim finished executions to close
update "task_executions"
set "close_status" = 'closing', "close_expires_at" = $1, "updated_at" = $2
where "task_executions"."id" = any(array(select "task_executions"."id"
from "task_executions"
where "task_executions"."close_status" = 'ready'
order by "task_executions"."updated_at" asc, "task_executions"."id" asc limit $3 for update skip locked))
returning "id", "root_task_id", "root_execution_id", "parent_task_id", "parent_execution_id", "index_in_parent_children", "is_only_child_of_parent", "is_finalize_of_parent", "task_id", "execution_id", "retry_options", "sleep_ms_before_run", "timeout_ms", "are_children_sequential", "input", "executor_id", "is_sleeping_task", "sleeping_task_unique_id", "status", "is_finished", "run_output", "output", "error", "retry_attempts", "start_at", "started_at", "expires_at", "waiting_for_children_started_at", "waiting_for_finalize_started_at", "finished_at", "children", "active_children_count", "on_children_finished_processing_status", "on_children_finished_processing_expires_at", "on_children_finished_processing_finished_at", "finalize", "close_status", "close_expires_at", "closed_at", "needs_promise_cancellation", "created_at", "updated_at", "recoveries";

-- claim executions whose children have finished
update "task_executions"
set "on_children_finished_processing_status" = 'processing', "on_children_finished_processing_expires_at" = $1, "updated_at" = $2
where "task_executions"."id" = any(array(select "task_executions"."id"
from "task_executions"
where ("task_executions"."status" = 'waiting_for_children' and "task_executions"."on_children_finished_processing_status" = 'idle' and "task_executions"."active_children_count" = 0)
order by "task_executions"."updated_at" asc, "task_executions"."id" asc limit $3 for update skip locked))
returning "id", "root_task_id", "root_execution_id", "parent_task_id", "parent_execution_id", "index_in_parent_children", "is_only_child_of_parent", "is_finalize_of_parent", "task_id", "execution_id", "retry_options", "sleep_ms_before_run", "timeout_ms", "are_children_sequential", "input", "executor_id", "is_sleeping_task", "sleeping_task_unique_id", "status", "is_finished", "run_output", "output", "error", "retry_attempts", "start_at", "started_at", "expires_at", "waiting_for_children_started_at", "waiting_for_finalize_started_at", "finished_at", "children", "active_children_count", "on_children_finished_processing_status", "on_children_finished_processing_expires_at", "on_children_finished_processing_finished_at", "finalize", "close_status", "close_expires_at", "closed_at", "needs_promise_cancellation", "created_at", "updated_at", "recoveries";

-- end an execution
update "task_executions"
set "executor_id" = null, "status" = 'completed', "is_finished" = true, "run_output" = null, "output" = $1, "expires_at" = null, "finished_at" = $2, "close_status" = 'ready', "updated_at" = $3
where ("task_executions"."execution_id" = $4 and (coalesce(("task_executions"."status" = 'running' and "task_executions"."executor_id" = $5), false)));

-- end many executions
update "task_executions"
set "executor_id" = null, "status" = 'completed', "is_finished" = true, "run_output" = null, "output" = "input"."column1", "expires_at" = null, "finished_at" = "input"."column2", "close_status" = 'ready', "updated_at" = "input"."column3"
from unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::text[]) as "input" ("column1", "column2", "column3", "column4", "column5")
where ("task_executions"."execution_id" = any(array["input"."column4"]) and (coalesce(("task_executions"."status" = 'running' and "task_executions"."executor_id" = "input"."column5"), false)));

-- renew leases
update "task_executions"
set "expires_at" = "input"."column1", "updated_at" = "input"."column2"
from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[]) as "input" ("column1", "column2", "column3", "column4")
where ("task_executions"."execution_id" = any(array["input"."column3"]) and (coalesce(("task_executions"."status" = 'running' and "task_executions"."executor_id" = "input"."column4"), false)))
returning "execution_id";

-- prepare finished executions for closing
update "task_executions"
set "close_status" = 'ready', "updated_at" = $1
where "task_executions"."id" = any(array(select "task_executions"."id"
from "task_executions"
where ("task_executions"."is_finished" = true and "task_executions"."close_status" = 'idle')
order by "task_executions"."updated_at" asc, "task_executions"."id" asc limit $2 for update skip locked))
returning "parent_execution_id";

-- take finished children off their parents
update "task_executions"
set "active_children_count" = case when "task_executions"."active_children_count" > "input"."column1" then "task_executions"."active_children_count" - "input"."column2" else 0 end, "updated_at" = "input"."column3"
from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[]) as "input" ("column1", "column2", "column3", "column4")
where "task_executions"."execution_id" = any(array["input"."column4"]);

-- release executions whose lease has expired
update "task_executions"
set "needs_promise_cancellation" = true, "updated_at" = $1
where "task_executions"."id" = any(array(select "task_executions"."id"
from "task_executions"
where ("task_executions"."status" = 'running' and "task_executions"."is_sleeping_task" = false and "task_executions"."expires_at" < $2)
order by "task_executions"."expires_at" asc, "task_executions"."id" asc limit $3 for update skip locked));

-- cancel the children of an execution
update "task_executions"
set "needs_promise_cancellation" = true, "updated_at" = $1
where ("task_executions"."parent_execution_id" = $2 and "task_executions"."is_finished" = false);
