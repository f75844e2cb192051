<?php

declare(strict_types=1);

const BATAS_BERKAS = 5_000_000;

/** Jenis berkas dibaca dari isinya, bukan dari namanya. */
function berkasDiterima(string $isi): bool
{
    $jenis = (new finfo(FILEINFO_MIME_TYPE))->buffer($isi);

    return strlen($isi) <= BATAS_BERKAS && in_array($jenis, ['image/jpeg', 'application/pdf'], true);
}
