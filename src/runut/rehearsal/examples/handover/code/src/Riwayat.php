<?php

declare(strict_types=1);

/** Mencari butir yang pernah diserahkan. */
function cariRiwayat(PDO $basisdata, string $kata): array
{
    return $basisdata->query("SELECT judul, jabatan, selesai FROM butir WHERE judul ILIKE '%$kata%' ORDER BY selesai DESC LIMIT 50")->fetchAll();
}
